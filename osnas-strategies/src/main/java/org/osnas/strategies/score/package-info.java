/** Ways to score architectures without a supernet, or with one and a few short trainings. */
@NullMarked
package org.osnas.strategies.score;

import org.jspecify.annotations.NullMarked;
