/** The files of a run: its folder, checkpoint, log of trials, environment and result. */
@NullMarked
package org.osnas.core.run;

import org.jspecify.annotations.NullMarked;
