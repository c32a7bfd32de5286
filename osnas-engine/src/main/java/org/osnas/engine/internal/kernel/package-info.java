/**
 * Plain Java CPU kernels over channels-last float data in direct buffers, written so that the JIT compiler vectorises
 * them; every result is the same, bit for bit, for any number of threads.
 */
@NullMarked
package org.osnas.engine.internal.kernel;

import org.jspecify.annotations.NullMarked;
