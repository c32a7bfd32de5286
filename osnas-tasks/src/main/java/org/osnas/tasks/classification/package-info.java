/** The image classification task: its training step and its evaluation. */
@NullMarked
package org.osnas.tasks.classification;

import org.jspecify.annotations.NullMarked;
