package org.osnas.core.internal.cost;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.OptionalLong;

/** A clock to measure by. */
@FunctionalInterface
public interface Stopwatch {

    /** Nanoseconds from some fixed moment on. */
    long nanoTime();

    /** Nanoseconds that the calling thread has been on a processor, if known. */
    default OptionalLong cpuTime() {
        return OptionalLong.empty();
    }

    /** The clock of this machine. */
    static Stopwatch system() {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        boolean known = threads.isCurrentThreadCpuTimeSupported();
        return new Stopwatch() {
            @Override
            public long nanoTime() {
                return System.nanoTime();
            }

            @Override
            public OptionalLong cpuTime() {
                return known ? OptionalLong.of(threads.getCurrentThreadCpuTime()) : OptionalLong.empty();
            }
        };
    }
}
