package org.osnas.benchmarks.peer;

import java.util.List;

/**
 * A ratio that the suite reports.
 *
 * @param workload of the numerator; {@code baseWorkload} of the denominator
 * @param target largest value wanted
 */
record RatioTarget(
        Mode workload, ContenderKind contender, Mode baseWorkload, ContenderKind base, int threads, double target) {

    /** What issue 4 asks for. */
    static final List<RatioTarget> TARGETS = List.of(
            step(ContenderKind.TORCH_CHANNELS_LAST, 1, 0.7),
            step(ContenderKind.TORCH_CHANNELS_LAST, 2, 0.85),
            step(ContenderKind.TORCH_NCHW, 1, 0.45),
            step(ContenderKind.TORCH_NCHW, 2, 0.45),
            supernet(1),
            supernet(2),
            weighted(ContenderKind.TORCH_NCHW, 1),
            weighted(ContenderKind.TORCH_NCHW, 2));

    private static RatioTarget step(ContenderKind base, int threads, double target) {
        return new RatioTarget(Mode.SINGLE, ContenderKind.OSNAS, Mode.SINGLE, base, threads, target);
    }

    private static RatioTarget supernet(int threads) {
        return new RatioTarget(Mode.SUPERNET, ContenderKind.OSNAS, Mode.SINGLE, ContenderKind.OSNAS, threads, 1.05);
    }

    private static RatioTarget weighted(ContenderKind base, int threads) {
        return new RatioTarget(Mode.WEIGHTED, ContenderKind.OSNAS, Mode.WEIGHTED, base, threads, 0.6);
    }

    boolean isNumerator(Measurement m) {
        return is(m, workload, contender);
    }

    boolean isDenominator(Measurement m) {
        return is(m, baseWorkload, base);
    }

    private boolean is(Measurement m, Mode mode, ContenderKind kind) {
        return m.threads() == threads
                && m.workload().equals(mode.label())
                && m.contender().equals(kind.label());
    }
}
