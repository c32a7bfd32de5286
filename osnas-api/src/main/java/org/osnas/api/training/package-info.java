/** Supernet training strategies: which paths each step trains. */
@NullMarked
package org.osnas.api.training;

import org.jspecify.annotations.NullMarked;
