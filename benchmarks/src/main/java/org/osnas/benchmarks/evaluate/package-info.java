/** Evaluation of a population with shared weights: together against one by one. */
package org.osnas.benchmarks.evaluate;
