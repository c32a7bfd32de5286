package org.osnas.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.osnas.api.cost.Conditions;
import org.osnas.api.cost.LookupTable;
import org.osnas.api.cost.Metric;
import org.osnas.api.space.SearchSpace;
import org.osnas.api.spi.BadInputException;
import org.osnas.api.spi.Check;
import org.osnas.core.cost.TableFile;
import org.osnas.core.cost.TableImport;
import org.osnas.core.device.DeviceCosts;
import org.osnas.core.internal.file.AtomicFile;
import org.osnas.report.Numbers;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Makes a lookup table of costs that were found elsewhere. */
@Command(
        name = "import",
        description = "Make a lookup table of costs from elsewhere, such as a phone: CSV with the columns"
                + " layer,block,value and a line base,,VALUE for stem and head, or the same as JSON.",
        mixinStandardHelpOptions = true,
        footer = {"", "Example: osnas table import phone.csv --space fbnet-s --metric latency -o table-latency.json"})
final class TableImportCommand implements Callable<Integer> {

    private static final List<Metric> KNOWN =
            List.of(Metric.LATENCY, Metric.ACTIVATION_MEMORY, Metric.PARAMS, Metric.MACS, Metric.CONV_MACS);

    @Parameters(paramLabel = "FILE", description = "The costs: JSON if the name ends in .json, else CSV.")
    private Path file;

    @Mixin
    private SpaceOptions options;

    @Option(
            names = "--mapping",
            paramLabel = "FILE",
            description = "For costs as others publish them, by operator or kernel: a YAML file that says how their"
                    + " entries are called for the blocks or layers of the space. FILE is then YAML or JSON.")
    private Path mapping;

    @Option(
            names = "--missing",
            paramLabel = "FILE",
            description = "With --mapping: where to list, as CSV to fill in and import, the costs if some are missing.")
    private Path missing;

    @Option(
            names = "--metric",
            required = true,
            paramLabel = "M",
            description = "What the costs are: latency, energy, …")
    private String metric;

    @Option(names = "--unit", paramLabel = "U", description = "Unit of the costs (default: that of a known metric).")
    private String unit;

    @Option(names = "--batch", paramLabel = "N", description = "Images of the passes that were measured.")
    private Integer batch;

    @Option(names = "--threads", paramLabel = "N", description = "Threads of the passes that were measured.")
    private Integer threads;

    @Option(
            names = {"-o", "--output"},
            required = true,
            paramLabel = "FILE",
            description = "The table, a file .json.")
    private Path output;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        SearchSpace space = options.space();
        Check.that(output.toString().endsWith(".json"), "-o %s: the name of a table ends in .json", output);
        Check.that(
                (batch == null) == (threads == null),
                "--batch and --threads go together: they say how the costs were measured");
        Check.that(missing == null || mapping != null, "--missing goes with --mapping: else a gap is named at once");
        LookupTable table = mapping == null ? TableImport.read(file, metric(), space) : mapped(space);
        if (batch != null) {
            table = table.measuredUnder(new Conditions(batch, threads));
        }
        try {
            TableFile.write(output, table, space);
        } catch (IOException e) {
            throw new BadInputException("Table " + output + " cannot be written: " + e, e);
        }
        PrintWriter out = spec.commandLine().getOut();
        out.printf(
                "%s: %s to %s %s (%s)%n",
                metric,
                Numbers.cost(table.min()),
                Numbers.cost(table.max()),
                table.metric().unit(),
                output);
        out.flush();
        return ExitStatus.DONE;
    }

    private LookupTable mapped(SearchSpace space) {
        DeviceCosts costs = DeviceCosts.read(file, mapping, metric(), space);
        try {
            return costs.table();
        } catch (BadInputException e) {
            throw costs.missing().isEmpty() ? e : new BadInputException(e.getMessage() + ". " + listed(costs), e);
        }
    }

    private String listed(DeviceCosts costs) {
        if (missing == null) {
            return "List them in a CSV file by --missing FILE, fill it in, and import that";
        }
        try {
            AtomicFile.writeText(missing, costs.csv());
        } catch (IOException e) {
            throw new BadInputException("%s cannot be written: %s".formatted(missing, e), e);
        }
        return "All costs stand in %s, with gaps: fill them in, and import that without --mapping".formatted(missing);
    }

    private Metric metric() {
        Stream<Metric> known = KNOWN.stream().filter(m -> m.name().equals(metric));
        Metric base = known.findFirst().orElse(null);
        Check.that(base != null || unit != null, "The unit of %s is not known. Name it with --unit.", metric);
        return base == null
                ? new Metric(metric, unit)
                : new Metric(metric, unit == null ? base.unit() : unit, base.combination());
    }
}
