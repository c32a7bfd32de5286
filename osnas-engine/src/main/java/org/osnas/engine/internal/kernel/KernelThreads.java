package org.osnas.engine.internal.kernel;

import org.osnas.api.spi.Check;

/**
 * How many threads the kernels of this process may use; system property {@code osnas.threads}, by default the number
 * of processors. Results of the kernels in this package stay the same, bit for bit; those of a training step are the
 * same for the same number, since the sums of convolution gradients are split by it.
 */
public final class KernelThreads {

    private static volatile int threads =
            Math.max(1, Integer.getInteger("osnas.threads", Runtime.getRuntime().availableProcessors()));

    private KernelThreads() {}

    /** The number of threads that work on one call, the calling thread included. */
    public static int threads() {
        return threads;
    }

    /**
     * Sets the number of threads for calls that start from now on; the default is the number of processors.
     *
     * @throws org.osnas.api.spi.BadInputException if {@code count} is below one
     */
    public static void set(int count) {
        threads = Check.atLeast("kernel threads", count, 1);
    }
}
