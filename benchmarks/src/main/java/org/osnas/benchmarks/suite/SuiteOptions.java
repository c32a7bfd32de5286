package org.osnas.benchmarks.suite;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Options of every suite; a picocli mixin. */
public final class SuiteOptions {

    @Option(names = "--quick", description = "A look instead of a measurement.")
    private boolean quick;

    @Option(names = "--output", description = "JSON file to write (default: target/results/SUITE.json).")
    private Path output;

    /** Whether a look is enough. */
    public boolean quick() {
        return quick;
    }

    /** The file for the results of a suite. */
    public Path output(String suite) {
        return output != null ? output : Path.of("target", "results", suite + ".json");
    }
}
