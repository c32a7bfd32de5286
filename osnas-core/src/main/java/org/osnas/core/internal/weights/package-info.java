/** What holds and runs shared weights: blocks, stages and networks over them, and the passes along paths. */
@NullMarked
package org.osnas.core.internal.weights;

import org.jspecify.annotations.NullMarked;
