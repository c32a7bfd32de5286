package org.osnas.benchmarks.peer;

import java.util.List;
import org.hipparchus.stat.StatUtils;

/**
 * All steps of one contender.
 *
 * @param firstLosses of the first steps, from equal weights and data
 * @param wallMillis of each measured step
 * @param cpuMillis of a step, mean over each round
 * @param systemMillis the kernel's part of it
 * @param pageFaults of a step, mean over each round
 */
record Measurement(
        String workload,
        String contender,
        String engine,
        int threads,
        int batch,
        List<Double> firstLosses,
        double firstMixtureGradientNorm,
        List<Double> wallMillis,
        List<Double> cpuMillis,
        List<Double> systemMillis,
        List<Double> pageFaults,
        long peakBytes,
        long weightBytes) {

    double medianMillis() {
        return median(wallMillis);
    }

    double medianCpuMillis() {
        return median(cpuMillis);
    }

    static double median(List<Double> values) {
        return StatUtils.percentile(
                values.stream().mapToDouble(Double::doubleValue).toArray(), 50);
    }
}
