/** Lookup tables on disk. */
@NullMarked
package org.osnas.core.cost;

import org.jspecify.annotations.NullMarked;
