package org.osnas.benchmarks.cost;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.osnas.api.cost.CostModel;
import org.osnas.api.cost.LookupTable;
import org.osnas.api.space.SearchSpace;
import org.osnas.api.spi.Settings;
import org.osnas.core.cost.TableFile;
import org.osnas.spaces.FbnetS;

/** Making the tables of fbnet-s from its description, and reading one from its file with all checks. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 2, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 3, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Fork(1)
public class TableLoadBenchmark {

    private SearchSpace space;
    private Path file;

    @Setup
    public void writeTable() throws IOException {
        FbnetS provider = new FbnetS();
        space = provider.create(provider.defaultInput(), Settings.empty()).classifier(provider.defaultClasses());
        file = Files.createTempFile("osnas-table", ".json");
        TableFile.write(file, CostModel.analytic(space).table("macs"), space);
    }

    @TearDown
    public void deleteTable() throws IOException {
        Files.delete(file);
    }

    @Benchmark
    public LookupTable read() {
        return TableFile.read(file, space);
    }

    @Benchmark
    public CostModel analytic() {
        return CostModel.analytic(space);
    }
}
