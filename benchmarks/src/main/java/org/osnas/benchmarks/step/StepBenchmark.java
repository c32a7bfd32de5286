package org.osnas.benchmarks.step;

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
import org.osnas.engine.internal.kernel.KernelThreads;
import org.osnas.engine.setup.ProcessSetup;

/** Whole training steps of fbnet-s at 32x32, batch 64: forward, criterion, backward, optimizer. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 2, time = 5)
@Measurement(iterations = 3, time = 3)
@Fork(1)
public class StepBenchmark {

    private static final int BATCH = 64;

    @Param({"1", "2"})
    int threads;

    @Param({"STANDALONE", "SINGLE", "WEIGHTED"})
    StepRunner.Path path;

    private StepRunner runner;

    @Setup
    public void setUp() {
        KernelThreads.set(threads);
        ProcessSetup.apply();
        runner = new StepRunner("fbnet-s", path, BATCH);
    }

    @Benchmark
    public void step() {
        runner.step();
    }

    @TearDown
    public void tearDown() {
        runner.close();
    }
}
