/** JMH benchmarks of what plans run, Java kernels and oneDNN, against ND4J's native operations. */
package org.osnas.benchmarks.kernels;
