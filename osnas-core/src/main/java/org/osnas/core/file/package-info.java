/** What can be wrong with the files of a run. */
@NullMarked
package org.osnas.core.file;

import org.jspecify.annotations.NullMarked;
