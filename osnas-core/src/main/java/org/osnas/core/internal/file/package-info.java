/** Files that are replaced as a whole. */
@NullMarked
package org.osnas.core.internal.file;

import org.jspecify.annotations.NullMarked;
