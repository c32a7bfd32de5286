/** Scoring many architectures, and keeping their scores. */
@NullMarked
package org.osnas.core.internal.score;

import org.jspecify.annotations.NullMarked;
