/** A network that generates architectures for any target cost; the one package of strategies that uses SameDiff. */
@NullMarked
package org.osnas.strategies.generator;

import org.jspecify.annotations.NullMarked;
