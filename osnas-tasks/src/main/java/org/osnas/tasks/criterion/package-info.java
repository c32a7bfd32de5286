/** Losses of classification tasks. */
@NullMarked
package org.osnas.tasks.criterion;

import org.jspecify.annotations.NullMarked;
