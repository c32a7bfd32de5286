/** JMH benchmarks of the Java kernels against ND4J's native operations. */
package org.osnas.benchmarks.kernels;
