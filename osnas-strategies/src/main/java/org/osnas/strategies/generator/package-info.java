/** A network that generates architectures for any target cost; the one package of strategies that uses SameDiff. */
package org.osnas.strategies.generator;
