/** Examples in memory: values, labels, splits, statistics; and readers of the file formats they come in. */
@NullMarked
package org.osnas.tasks.data;

import org.jspecify.annotations.NullMarked;
