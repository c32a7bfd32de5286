/** Bootstrap, Wilcoxon's test, Holm's correction, rank correlation. */
@NullMarked
package org.osnas.core.internal.stats;

import org.jspecify.annotations.NullMarked;
