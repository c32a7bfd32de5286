/** JMH benchmarks of the cost of architectures. */
package org.osnas.benchmarks.cost;
