package org.osnas.benchmarks.peer;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import org.osnas.engine.internal.kernel.KernelThreads;
import org.osnas.engine.setup.ProcessSetup;

/** The engines that can be compared. */
enum ContenderKind {
    /** This project, as its commands set up the process. */
    OSNAS,
    /** This project in a process that nobody set up, but for its environment. */
    OSNAS_AS_STARTED,
    /** PyTorch in its default memory format. */
    TORCH_NCHW,
    /** PyTorch in the memory format that is fastest on a CPU. */
    TORCH_CHANNELS_LAST;

    Contender start(Workload workload, int threads, Path weights) throws IOException {
        if (!isOsnas()) {
            return new TorchContender(workload, threads, weights, this == TORCH_CHANNELS_LAST);
        }
        KernelThreads.set(threads);
        if (this == OSNAS) {
            ProcessSetup.apply();
        }
        return new OsnasContender(workload, weights);
    }

    private boolean isOsnas() {
        return this == OSNAS || this == OSNAS_AS_STARTED;
    }

    boolean supports(Mode mode) {
        return isOsnas() || mode != Mode.SUPERNET;
    }

    /** The settings of its process against its peers. Those of the allocator are the same for all. */
    Map<String, String> environment(int threads) {
        Map<String, String> count = Map.of(ProcessSettings.OPENMP_THREADS, Integer.toString(threads));
        // As each project advises: kernels of the JVM share the cores with OpenMP's, PyTorch's own pool may spin.
        return isOsnas()
                ? ProcessSettings.together(ProcessSettings.ALLOCATOR, count, ProcessSettings.OPENMP_SLEEPS)
                : ProcessSettings.together(ProcessSettings.ALLOCATOR, count);
    }

    /**
     * The same for the process whose numbers are compared. oneDNN 3.7 of PyTorch 2.7.1 gives wrong values for
     * channels-last convolutions with, for example, 72 outputs on AVX-512 (not on AVX2, and not in NCHW): the speed of
     * those kernels is measured, their values are not comparable.
     */
    Map<String, String> comparable(Map<String, String> environment) {
        return this == TORCH_CHANNELS_LAST
                ? ProcessSettings.together(environment, Map.of("ONEDNN_MAX_CPU_ISA", "AVX2"))
                : environment;
    }

    String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static ContenderKind of(String label) {
        return valueOf(label.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
}
