/** Optimizer and learning rate schedules. */
@NullMarked
package org.osnas.engine.optim;

import org.jspecify.annotations.NullMarked;
