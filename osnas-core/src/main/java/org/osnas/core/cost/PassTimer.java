package org.osnas.core.cost;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.osnas.api.cost.Conditions;
import org.osnas.api.cost.LatencyRuntime;
import org.osnas.core.internal.cost.Stopwatch;
import org.osnas.core.stop.StopSignal;
import org.osnas.engine.internal.plan.TensorPool;

/**
 * Times passes of networks in this process: in turn, round after round, with warm-up, lower quartiles and a reference kernel
 * that tells when the machine drifts, as blocks of our own runtime are timed.
 */
public final class PassTimer {

    private PassTimer() {}

    /**
     * Times passes.
     *
     * @param passes each runs one network once
     * @param conditions of the passes
     * @param repeats rounds of which the lower quartile counts
     * @return as {@link LatencyRuntime#millis}
     */
    public static double[][] millis(List<Runnable> passes, Conditions conditions, int repeats) {
        LatencyOptions options = LatencyOptions.DEFAULT.under(conditions).withRepeats(repeats);
        return NativeThreads.with(options.threads(), () -> {
            try (TensorPool pool = new TensorPool()) {
                List<List<Runnable>> kernels = new ArrayList<>();
                for (int measurement = 0; measurement < LatencyRuntime.MEASUREMENTS; measurement++) {
                    passes.forEach(pass -> kernels.add(List.of(pass)));
                }
                double[] millis = new RoundRobin(options, Stopwatch.system(), new StopSignal())
                        .measure(kernels, LatencyMeter.reference(options, pool)).nanos().stream()
                                .mapToDouble(nanos -> Median.lowerQuartile(nanos) * LatencyMeter.NANOS)
                                .toArray();
                int count = passes.size();
                double[][] result = new double[LatencyRuntime.MEASUREMENTS][];
                for (int m = 0; m < result.length; m++) {
                    result[m] = Arrays.copyOfRange(millis, m * count, (m + 1) * count);
                }
                return result;
            }
        });
    }
}
