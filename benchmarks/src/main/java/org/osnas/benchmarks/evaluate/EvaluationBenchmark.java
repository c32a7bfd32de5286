package org.osnas.benchmarks.evaluate;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.osnas.api.space.Architecture;
import org.osnas.api.space.SearchSpace;
import org.osnas.api.task.Evaluation;
import org.osnas.benchmarks.suite.SpaceOption;
import org.osnas.engine.internal.kernel.KernelThreads;
import org.osnas.engine.setup.ProcessSetup;

/** Scoring 50 architectures of fbnet-s that evolution produced, on 64 images, recalibrated with as many. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 2)
@Measurement(iterations = 3)
@Fork(1)
public class EvaluationBenchmark {

    /** Which of them. */
    public enum Population {
        SURVIVORS,
        CHILDREN
    }

    @Param({"1", "2"})
    int threads;

    @Param
    Population population;

    private List<Architecture> architectures;
    private PopulationScoring scoring;

    @Setup
    public void setUp() {
        KernelThreads.set(threads);
        ProcessSetup.apply();
        SearchSpace space = SpaceOption.space("fbnet-s");
        EvolvedPopulation evolved = EvolvedPopulation.of(space, 50, 1000);
        architectures = population == Population.SURVIVORS ? evolved.survivors() : evolved.children();
        scoring = new PopulationScoring(space, 64, 1, 1);
    }

    @Benchmark
    public List<Evaluation> together() {
        return scoring.together(architectures);
    }

    @Benchmark
    public List<Evaluation> oneByOne() {
        return scoring.oneByOne(architectures);
    }

    @TearDown
    public void tearDown() {
        scoring.close();
    }
}
