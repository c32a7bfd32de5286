package org.osnas.benchmarks.peer;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;

/** The engines that can be compared. */
enum ContenderKind {
    OSNAS,
    /** PyTorch in its default memory format. */
    TORCH_NCHW,
    /** PyTorch in the memory format that is fastest on a CPU. */
    TORCH_CHANNELS_LAST;

    Contender start(Workload workload, int threads, Path weights) throws IOException {
        return this == OSNAS
                ? new OsnasContender(workload, threads, weights)
                : new TorchContender(workload, threads, weights, this == TORCH_CHANNELS_LAST);
    }

    boolean supports(Mode mode) {
        return this == OSNAS || mode != Mode.SUPERNET;
    }

    /** What the process needs besides the allocator settings, which are the same for all. */
    Map<String, String> environment() {
        // As each project advises: kernels of the JVM share the cores with OpenMP's, PyTorch's own pool may spin.
        return this == OSNAS ? Map.of("OMP_WAIT_POLICY", "passive") : Map.of();
    }

    /**
     * The same for the process whose numbers are compared. oneDNN 3.7 of PyTorch 2.7.1 gives wrong values for
     * channels-last convolutions with, for example, 72 outputs on AVX-512 (not on AVX2, and not in NCHW): the speed of
     * those kernels is measured, their values are not comparable.
     */
    Map<String, String> checkEnvironment() {
        return this == TORCH_CHANNELS_LAST ? Map.of("ONEDNN_MAX_CPU_ISA", "AVX2") : environment();
    }

    String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static ContenderKind of(String label) {
        return valueOf(label.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
}
