/** Random changes of training images beyond shifts and mirrors, and mixtures of examples. */
@NullMarked
package org.osnas.tasks.augment;

import org.jspecify.annotations.NullMarked;
