/** What left a run, and how fast and how good it is there. */
@NullMarked
package org.osnas.core.internal.deploy;

import org.jspecify.annotations.NullMarked;
