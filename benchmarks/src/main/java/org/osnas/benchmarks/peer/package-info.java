/** The same network, from the same description and weights, trained by this engine and by PyTorch (through DJL). */
package org.osnas.benchmarks.peer;
