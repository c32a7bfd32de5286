package org.osnas.engine.setup;

import com.sun.jna.NativeLibrary;
import com.sun.jna.Platform;
import org.nd4j.linalg.factory.Nd4j;
import org.osnas.engine.internal.kernel.KernelThreads;
import org.osnas.engine.internal.kernel.OpenMp;
import org.osnas.engine.internal.plan.Kernels;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the process fit for training on a CPU, where the program was not started by the {@code osnas} launcher, whose
 * environment does the same. Call it once, before anything else, on the thread that trains.
 *
 * <p>The allocator keeps large blocks: glibc would give them back at each free, and their pages fault again. Native
 * libraries use the thread that calls them, since OSNAS shares batches among threads itself.
 *
 * @param allocatorKeepsBlocks false where the C library is not glibc; harmless
 * @param nativeThreadsSingle false where OpenMP cannot be told; native operations then use threads of their own
 * @param threads of OSNAS' kernels
 * @param kernels what plans compute with
 */
public record ProcessSetup(boolean allocatorKeepsBlocks, boolean nativeThreadsSingle, int threads, Kernels kernels) {

    private static final Logger LOG = LoggerFactory.getLogger(ProcessSetup.class);

    // From glibc's malloc.h.
    private static final int M_TRIM_THRESHOLD = -1;
    private static final int M_TOP_PAD = -2;
    private static final int M_MMAP_THRESHOLD = -3;
    private static final int M_MMAP_MAX = -4;
    private static final int TOP_PAD = 1 << 28;

    /**
     * Applies the settings, which is possible again and again, and logs what is in force.
     *
     * @throws org.osnas.api.spi.BadInputException as {@link Kernels#chosen}
     */
    public static ProcessSetup apply() {
        ProcessSetup setup = NativeLoading.alone(ProcessSetup::applied);
        LOG.info("{}", setup);
        return setup;
    }

    private static ProcessSetup applied() {
        boolean allocator = keepBlocks();
        boolean single = OpenMp.makeSingle();
        if (single) {
            Nd4j.factory().blas().setMaxThreads(1);
        }
        return new ProcessSetup(allocator, single, KernelThreads.threads(), Kernels.chosen());
    }

    private static boolean keepBlocks() {
        if (!Platform.isLinux()) {
            return false;
        }
        try {
            var mallopt = NativeLibrary.getInstance("c").getFunction("mallopt");
            // Some versions refuse a threshold this high; then no block is mapped by itself at all.
            boolean kept = mallopt.invokeInt(new Object[] {M_MMAP_THRESHOLD, Integer.MAX_VALUE}) == 1
                    || mallopt.invokeInt(new Object[] {M_MMAP_MAX, 0}) == 1;
            boolean untrimmed = mallopt.invokeInt(new Object[] {M_TRIM_THRESHOLD, Integer.MAX_VALUE}) == 1;
            return kept && untrimmed && mallopt.invokeInt(new Object[] {M_TOP_PAD, TOP_PAD}) == 1;
        } catch (UnsatisfiedLinkError e) {
            return false;
        }
    }

    @Override
    public String toString() {
        return "Process: %d threads, native operations %s, allocator %s, arithmetic by %s"
                .formatted(
                        threads,
                        nativeThreadsSingle ? "on the calling thread" : "with threads of their own",
                        allocatorKeepsBlocks ? "keeps large blocks" : "unchanged",
                        kernels);
    }
}
