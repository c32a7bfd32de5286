/** Finds components by name and makes them from their settings. */
package org.osnas.core.registry;
