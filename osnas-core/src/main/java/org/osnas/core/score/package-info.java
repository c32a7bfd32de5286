/** Scores of architectures: who gives them, and tables of known ones. */
@NullMarked
package org.osnas.core.score;

import org.jspecify.annotations.NullMarked;
