/** Optimizers. */
@NullMarked
package org.osnas.engine.optim;

import org.jspecify.annotations.NullMarked;
