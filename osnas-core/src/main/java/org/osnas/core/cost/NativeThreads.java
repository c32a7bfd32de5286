package org.osnas.core.cost;

import java.lang.reflect.Method;
import java.util.function.Supplier;
import org.nd4j.linalg.factory.Nd4j;
import org.osnas.api.spi.Check;
import org.osnas.engine.internal.kernel.KernelThreads;
import org.osnas.engine.internal.kernel.OpenMp;

/**
 * The number of threads that compute, in the kernels of this library and in the backend's convolutions. It applies to
 * the calling thread; results differ by rounding only.
 */
final class NativeThreads {

    private NativeThreads() {}

    /**
     * Does work with a number of threads, and restores the number of before.
     *
     * @throws org.osnas.api.spi.BadInputException if this machine has fewer processors
     */
    static <T> T with(int threads, Supplier<T> work) {
        int processors = Runtime.getRuntime().availableProcessors();
        Check.that(
                threads >= 1 && threads <= processors,
                "latency was asked for with %d threads, but this machine has %d. Choose 1 to %d threads.",
                threads,
                processors,
                processors);
        int before = KernelThreads.threads();
        if (threads == before) {
            return work.get();
        }
        set(threads);
        try {
            return work.get();
        } finally {
            set(before);
        }
    }

    private static void set(int threads) {
        KernelThreads.set(threads);
        // Otherwise the kernels' threads call the backend, each alone.
        if (!OpenMp.isSingle()) {
            setOpenMp(threads);
        }
    }

    // Environment.setMaxThreads does not reach oneDNN. The class that does comes with the backend, which only the
    // application names.
    private static void setOpenMp(int threads) {
        Nd4j.getBackend();
        try {
            Class<?> holder = Class.forName("org.nd4j.nativeblas.NativeOpsHolder");
            Object instance = holder.getMethod("getInstance").invoke(null);
            Object operations = holder.getMethod("getDeviceNativeOps").invoke(instance);
            Method set = operations.getClass().getMethod("setOmpNumThreads", int.class);
            set.invoke(operations, threads);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("this ND4J backend cannot change its number of threads", e);
        }
    }
}
