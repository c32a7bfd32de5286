/** Settings of the process that the native libraries need. */
@NullMarked
package org.osnas.engine.setup;

import org.jspecify.annotations.NullMarked;
