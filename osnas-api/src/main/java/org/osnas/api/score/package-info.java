/** Who gives architectures a score: by a supernet, a table, what is known before training, or short trainings. */
@NullMarked
package org.osnas.api.score;

import org.jspecify.annotations.NullMarked;
