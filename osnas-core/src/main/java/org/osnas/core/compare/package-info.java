/** Search strategies compared under equal conditions: the grid of strategies and seeds, and what follows from it. */
@NullMarked
package org.osnas.core.compare;

import org.jspecify.annotations.NullMarked;
