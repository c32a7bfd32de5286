/** How work is asked to stop, and ends where it is safe. */
@NullMarked
package org.osnas.core.stop;

import org.jspecify.annotations.NullMarked;
