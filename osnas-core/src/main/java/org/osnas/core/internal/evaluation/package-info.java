/** Scores of many architectures with a supernet's weights: common beginnings once, statistics recalibrated. */
package org.osnas.core.internal.evaluation;
