/** Scores of many architectures with a supernet's weights: common beginnings once, statistics recalibrated. */
@NullMarked
package org.osnas.core.internal.evaluation;

import org.jspecify.annotations.NullMarked;
