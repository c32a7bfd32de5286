/** Scores that are kept. */
@NullMarked
package org.osnas.core.internal.score;

import org.jspecify.annotations.NullMarked;
