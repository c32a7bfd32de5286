/** Known scores of architectures, to compare search strategies without training. */
package org.osnas.strategies.table;
