/** The statistics of comparisons: resampling, paired tests, rank correlation. */
@NullMarked
package org.osnas.core.stats;

import org.jspecify.annotations.NullMarked;
