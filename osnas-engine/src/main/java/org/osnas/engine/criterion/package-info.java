/** Criteria as programs, for training agents. */
@NullMarked
package org.osnas.engine.criterion;

import org.jspecify.annotations.NullMarked;
