/** The statistics of comparisons: resampling, paired tests, rank correlation. */
package org.osnas.core.stats;
