/** What follows from the trials of a search: which layers matter, and how. Numbers alone, no text. */
@NullMarked
package org.osnas.report.internal.analysis;

import org.jspecify.annotations.NullMarked;
