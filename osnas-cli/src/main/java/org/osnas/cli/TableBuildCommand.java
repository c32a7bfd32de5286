package org.osnas.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.Callable;
import org.osnas.api.cost.CostModel;
import org.osnas.api.cost.LatencyRuntime;
import org.osnas.api.cost.LookupTable;
import org.osnas.api.cost.Metric;
import org.osnas.api.space.SearchSpace;
import org.osnas.api.spi.BadInputException;
import org.osnas.api.spi.Check;
import org.osnas.core.cost.LatencyOptions;
import org.osnas.core.cost.LatencyTables;
import org.osnas.core.cost.RuntimeTables;
import org.osnas.core.cost.TableFile;
import org.osnas.engine.setup.ProcessSetup;
import org.osnas.report.Numbers;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Writes lookup tables of a space. Only a measured one needs the tensor library. */
@Command(
        name = "build",
        description =
                "Write lookup tables of a search space: counted ones, and the latency of its blocks measured here.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Example: osnas table build --space fbnet-s --input 32x32x3 --metric latency -o table-latency.json"
        })
final class TableBuildCommand implements Callable<Integer> {

    private static final String FILE_ENDING = ".json";
    private static final String LATENCY = Metric.LATENCY.name();

    @Mixin
    private SpaceOptions options;

    @Option(
            names = "--metric",
            paramLabel = "M",
            description =
                    "params, macs, conv_macs, activation-memory or latency; may be given repeatedly (default: all).")
    private List<String> metrics = List.of();

    @Option(names = "--batch", paramLabel = "N", description = "Latency: images of a pass (default: 1).")
    private Integer batch;

    @Option(
            names = "--threads",
            paramLabel = "N",
            description = "Latency: threads that compute (default: all processors).")
    private Integer threads;

    @Option(names = "--repeats", paramLabel = "N", description = "Latency: rounds of which the median counts.")
    private Integer repeats;

    @Mixin
    private RuntimeOption runtime;

    @Option(
            names = "--networks",
            paramLabel = "N",
            description = "With --runtime: networks that the table is fitted to (default: two for each unknown).")
    private Integer networks;

    @Option(
            names = {"-o", "--output"},
            required = true,
            paramLabel = "FILE|DIR",
            description = "A file .json for one table, or a folder for files table-METRIC.json.")
    private Path output;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        SearchSpace space = options.space();
        CostModel counted = CostModel.analytic(space);
        Set<String> chosen = chosen(counted);
        LatencyOptions latency = latency(chosen);
        boolean single =
                output.getFileName() != null && output.getFileName().toString().endsWith(FILE_ENDING);
        Check.that(
                !single || chosen.size() == 1,
                "-o %s takes one table, but there are %d: %s. Choose one with --metric, or give a folder.",
                output,
                chosen.size(),
                String.join(", ", chosen));
        requireWritable(single);
        PrintWriter out = spec.commandLine().getOut();
        for (String metric : chosen) {
            LookupTable table = metric.equals(LATENCY) ? measured(space, latency) : counted.table(metric);
            Path file = single ? output : output.resolve(TableFile.name(metric));
            write(file, table, space);
            out.printf(
                    "%s: %s to %s %s (%s)%n",
                    metric,
                    Numbers.cost(table.min()),
                    Numbers.cost(table.max()),
                    table.metric().unit(),
                    file);
        }
        out.flush();
        return ExitStatus.DONE;
    }

    private Set<String> chosen(CostModel counted) {
        List<String> known = new ArrayList<>(counted.metrics());
        known.add(LATENCY);
        for (String metric : metrics) {
            Check.that(known.contains(metric), "Unknown metric '%s'. Known: %s", metric, String.join(", ", known));
        }
        return new LinkedHashSet<>(metrics.isEmpty() ? known : metrics);
    }

    private LatencyOptions latency(Set<String> chosen) {
        Check.that(
                chosen.contains(LATENCY) || (batch == null && threads == null && repeats == null && !runtime.given()),
                "--batch, --threads, --repeats and --runtime are about latency, which is not asked for. Add --metric latency.");
        LatencyOptions latency = LatencyOptions.DEFAULT;
        if (batch != null) {
            latency = latency.withBatch(Check.atLeast("--batch", batch, 1));
        }
        if (threads != null) {
            int processors = Runtime.getRuntime().availableProcessors();
            Check.that(
                    threads >= 1 && threads <= processors,
                    "--threads must be 1 to %d, the processors of this machine, got %d",
                    processors,
                    threads);
            latency = latency.withThreads(threads);
        }
        return repeats == null ? latency : latency.withRepeats(Check.atLeast("--repeats", repeats, 1));
    }

    // Before minutes are spent on measuring.
    private void requireWritable(boolean single) {
        Check.that(!single || !Files.isDirectory(output), "-o %s is a folder. Name a file in it.", output);
        Check.that(
                single || !Files.isRegularFile(output),
                "-o %s is a file whose name does not end in %s. Choose a folder, or a file that does.",
                output,
                FILE_ENDING);
    }

    private LookupTable measured(SearchSpace space, LatencyOptions latency) {
        PrintWriter err = spec.commandLine().getErr();
        ProcessSetup.apply();
        Optional<LatencyRuntime> elsewhere = runtime.runtime();
        Check.that(networks == null || elsewhere.isPresent(), "--networks goes with --runtime");
        if (elsewhere.isPresent()) {
            RuntimeTables.Made made = new RuntimeTables(elsewhere.get(), latency, err::println)
                    .make(space, networks == null ? OptionalInt.empty() : OptionalInt.of(networks));
            made.lines().forEach(err::println);
            err.flush();
            return made.table();
        }
        LatencyTables.Made made = new LatencyTables(latency, err::println, Osnas.clock(spec)).make(space);
        made.lines().forEach(err::println);
        err.flush();
        return made.table();
    }

    private static void write(Path file, LookupTable table, SearchSpace space) {
        try {
            TableFile.write(file, table, space);
        } catch (IOException e) {
            throw new BadInputException("Table " + file + " cannot be written: " + e, e);
        }
    }
}
