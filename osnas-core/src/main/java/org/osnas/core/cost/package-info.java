/** Lookup tables on disk. */
package org.osnas.core.cost;
