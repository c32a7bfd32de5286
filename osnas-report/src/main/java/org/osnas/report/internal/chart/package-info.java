/** What the charts of a page are drawn from: values for one JSON block, small however many trials there are. */
@NullMarked
package org.osnas.report.internal.chart;

import org.jspecify.annotations.NullMarked;
