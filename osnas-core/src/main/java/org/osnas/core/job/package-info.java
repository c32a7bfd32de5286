/** Work that may run in another process or on another machine. */
@NullMarked
package org.osnas.core.job;

import org.jspecify.annotations.NullMarked;
