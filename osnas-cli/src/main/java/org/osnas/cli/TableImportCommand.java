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
        LookupTable table = TableImport.read(file, metric(), space);
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

    private Metric metric() {
        Stream<Metric> known = KNOWN.stream().filter(m -> m.name().equals(metric));
        Metric base = known.findFirst().orElse(null);
        Check.that(base != null || unit != null, "The unit of %s is not known. Name it with --unit.", metric);
        return base == null
                ? new Metric(metric, unit)
                : new Metric(metric, unit == null ? base.unit() : unit, base.combination());
    }
}
