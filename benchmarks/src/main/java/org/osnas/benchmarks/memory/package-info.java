/** Memory of training steps, counted in the pool of arrays. */
package org.osnas.benchmarks.memory;
