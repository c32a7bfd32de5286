/**
 * The same network, from the same description and weights, trained in processes that take turns: by this engine and by
 * PyTorch (through DJL), and by this engine under different settings of the process.
 */
package org.osnas.benchmarks.peer;
