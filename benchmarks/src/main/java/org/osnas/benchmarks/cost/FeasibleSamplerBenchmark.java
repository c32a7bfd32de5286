package org.osnas.benchmarks.cost;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.osnas.api.cost.Budget;
import org.osnas.api.cost.CostModel;
import org.osnas.api.cost.FeasibleSampler;
import org.osnas.api.cost.Metric;
import org.osnas.api.random.Seeds;
import org.osnas.api.space.Architecture;
import org.osnas.api.space.SearchSpace;
import org.osnas.api.space.Shape;
import org.osnas.core.registry.ComponentRef;
import org.osnas.core.registry.Registry;

/**
 * Uniform draws from fbnet-s at 32×32 under a budget that one in a million of its 9²² architectures meets.
 *
 * <p>The budget was found by bisection: {@link FeasibleSampler#count} counts the architectures of at most so many MACs
 * exactly. The set-up checks the share again.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class FeasibleSamplerBenchmark {

    private static final double MOST_MACS = 4_531_678;
    private static final double SHARE = 1e-6;

    private FeasibleSampler sampler;
    private RandomGenerator random;

    @Setup
    public void makeSampler() {
        SearchSpace space = Registry.standard()
                .space(new ComponentRef("space", "fbnet-s", Map.of()), new Shape(32, 32, 3))
                .classifier(100);
        sampler = FeasibleSampler.of(space, CostModel.analytic(space), Budget.atMost(Metric.MACS, MOST_MACS));
        double share = new BigDecimal(sampler.count())
                .divide(new BigDecimal(space.size()), MathContext.DECIMAL64)
                .doubleValue();
        if (!sampler.countIsExact() || Math.abs(share - SHARE) > 0.01 * SHARE) {
            throw new IllegalStateException("the budget is met by a share of " + share + ", not " + SHARE);
        }
        random = Seeds.generator(1, "draw", 0);
    }

    /** Draws a second; the aim is 200,000. */
    @Benchmark
    public Architecture draw() {
        return sampler.sample(random);
    }
}
