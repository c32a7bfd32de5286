package org.osnas.benchmarks.cost;

import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;
import org.osnas.api.cost.CostModel;
import org.osnas.api.cost.LookupTable;
import org.osnas.api.random.Seeds;
import org.osnas.api.space.Architecture;
import org.osnas.api.space.SearchSpace;
import org.osnas.api.spi.Settings;
import org.osnas.spaces.FbnetS;

/** Multiply-accumulates of architectures of fbnet-s: 22 layers of 9 candidates. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Fork(1)
public class CostBenchmark {

    /** Architectures that take turns, so that no branch or address is learned. */
    private static final int POPULATION = 1024;

    private LookupTable table;
    private final Architecture[] architectures = new Architecture[POPULATION];
    private final double[] costs = new double[POPULATION];
    private final double[] changed = new double[POPULATION];
    private final int[] layers = new int[POPULATION];
    private final int[] to = new int[POPULATION];
    private double[][] mixture;
    private double[][] gradient;
    private int next;

    @Setup
    public void setUp() {
        FbnetS provider = new FbnetS();
        SearchSpace space =
                provider.create(provider.defaultInput(), Settings.empty()).classifier(provider.defaultClasses());
        table = CostModel.analytic(space).table("macs");
        RandomGenerator random = Seeds.generator(1, "architectures", 0);
        for (int i = 0; i < POPULATION; i++) {
            architectures[i] = Architecture.of(
                    Arrays.stream(space.sizes()).map(random::nextInt).toArray());
            layers[i] = random.nextInt(space.depth());
            to[i] = random.nextInt(table.size(layers[i]));
            costs[i] = table.cost(architectures[i]);
        }
        mixture = new double[space.depth()][];
        gradient = new double[space.depth()][];
        for (int l = 0; l < mixture.length; l++) {
            mixture[l] = new double[table.size(l)];
            gradient[l] = new double[table.size(l)];
            Arrays.fill(mixture[l], 1.0 / mixture[l].length);
        }
    }

    private int next() {
        next = (next + 1) & (POPULATION - 1);
        return next;
    }

    /** {@link LookupTable#cost}, as every part of a search asks for it. */
    @Benchmark
    public double one() {
        return table.cost(architectures[next()]);
    }

    @Benchmark
    @OperationsPerInvocation(POPULATION)
    public void population(Blackhole blackhole) {
        for (int i = 0; i < POPULATION; i++) {
            costs[i] = table.cost(architectures[i]);
        }
        blackhole.consume(costs);
    }

    /** One changed gene of each architecture of a population. */
    @Benchmark
    @OperationsPerInvocation(POPULATION)
    public void changedGene(Blackhole blackhole) {
        for (int i = 0; i < POPULATION; i++) {
            changed[i] = table.changed(costs[i], architectures[i], layers[i], to[i]);
        }
        blackhole.consume(changed);
    }

    @Benchmark
    public double expectedWithGradient() {
        return table.expected(mixture, gradient);
    }
}
