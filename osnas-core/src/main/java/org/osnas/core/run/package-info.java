/** The files of a run: its folder, checkpoint, log of trials, environment and result. */
package org.osnas.core.run;
