/** What leaves a run: networks with all that is needed to use them elsewhere. */
@NullMarked
package org.osnas.core.deploy;

import org.jspecify.annotations.NullMarked;
