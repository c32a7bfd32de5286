/** Finds components by name and makes them from their settings. */
@NullMarked
package org.osnas.core.registry;

import org.jspecify.annotations.NullMarked;
