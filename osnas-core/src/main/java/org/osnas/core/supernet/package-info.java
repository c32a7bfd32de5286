/** The supernet as its users see it: a path as a model, steps of the optimizer, state, extraction and export. */
@NullMarked
package org.osnas.core.supernet;

import org.jspecify.annotations.NullMarked;
