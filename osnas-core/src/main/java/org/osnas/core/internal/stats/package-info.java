/** Bootstrap, Wilcoxon's test, Holm's correction, rank correlation. */
package org.osnas.core.internal.stats;
