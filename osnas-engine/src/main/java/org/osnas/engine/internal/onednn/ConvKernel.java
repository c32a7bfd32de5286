package org.osnas.engine.internal.onednn;

/** One direction of one convolution, ready to run on the thread that compiled it. */
interface ConvKernel {

    /** Reads the arrays at the first two addresses, writes the third. */
    void run(long first, long second, long result);
}
