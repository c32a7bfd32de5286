/** How jobs are run: in child processes, in order, and by whom. */
@NullMarked
package org.osnas.core.internal.job;

import org.jspecify.annotations.NullMarked;
