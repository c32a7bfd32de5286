/** Networks with fresh weights, and what they tell before they are trained. */
@NullMarked
package org.osnas.core.internal.untrained;

import org.jspecify.annotations.NullMarked;
