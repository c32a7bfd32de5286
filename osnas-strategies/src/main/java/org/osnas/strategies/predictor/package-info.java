/** Search guided by a surrogate of the score. */
@NullMarked
package org.osnas.strategies.predictor;

import org.jspecify.annotations.NullMarked;
