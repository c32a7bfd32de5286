/** Supernet training strategies: which paths each step trains. */
@NullMarked
package org.osnas.strategies.training;

import org.jspecify.annotations.NullMarked;
