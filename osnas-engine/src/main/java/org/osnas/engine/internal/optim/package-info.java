/** Learning rates by step. */
@NullMarked
package org.osnas.engine.internal.optim;

import org.jspecify.annotations.NullMarked;
