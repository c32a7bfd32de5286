/** Training on images that do not fit in memory, against the same in memory. */
package org.osnas.benchmarks.streaming;
