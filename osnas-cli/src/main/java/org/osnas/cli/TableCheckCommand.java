package org.osnas.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.osnas.api.cost.Conditions;
import org.osnas.api.cost.LatencyRuntime;
import org.osnas.api.cost.LookupTable;
import org.osnas.api.cost.Metric;
import org.osnas.api.space.SearchSpace;
import org.osnas.api.spi.BadInputException;
import org.osnas.api.spi.Check;
import org.osnas.core.cost.LatencyOptions;
import org.osnas.core.cost.LatencyTables;
import org.osnas.core.cost.RuntimeTables;
import org.osnas.core.cost.TableCheck;
import org.osnas.core.cost.TableFile;
import org.osnas.report.LatencyChart;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Measures whole networks against a latency table, and corrects the table if it is biased. */
@Command(
        name = "check",
        description = "Measure whole networks of random architectures, and say how well a latency table predicts them."
                + " If it is biased, a correction is fitted on other networks and stored in the table.",
        mixinStandardHelpOptions = true,
        footer = {"", "Example: osnas table check table-latency.json --space fbnet-s --input 32x32x3 --plot check.png"})
final class TableCheckCommand implements Callable<Integer> {

    @Parameters(paramLabel = "FILE", description = "A latency table that was measured on this machine.")
    private Path file;

    @Mixin
    private SpaceOptions options;

    @Option(
            names = "--networks",
            paramLabel = "N",
            defaultValue = "50",
            description = "Networks to judge the table by (default: 50).")
    private int networks;

    @Option(
            names = "--fit",
            paramLabel = "N",
            defaultValue = "30",
            description = "Other networks that a correction is fitted on (default: 30).")
    private int fit;

    @Mixin
    private RuntimeOption runtime;

    @Option(names = "--repeats", paramLabel = "N", description = "Rounds of which the median counts.")
    private Integer repeats;

    @Option(names = "--seed", paramLabel = "N", defaultValue = "1", description = "Draws the networks (default: 1).")
    private long seed;

    @Option(names = "--plot", paramLabel = "FILE", description = "A scatter plot, a file .png.")
    private Path plot;

    @Option(names = "--keep", description = "Leave the table as it is, whatever is found.")
    private boolean keep;

    @Option(names = "--json", description = "One JSON document on standard output.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        Check.atLeast("--networks", networks, 2);
        Check.atLeast("--fit", fit, 2);
        Check.that(plot == null || plot.toString().endsWith(".png"), "--plot %s: the name must end in .png", plot);
        SearchSpace space = options.space();
        LookupTable table = TableFile.read(file, space);
        Check.that(
                table.metric().name().equals(Metric.LATENCY.name()),
                "Table %s is about %s. Only a table of latency can be checked: others are exact.",
                file,
                table.metric());
        Conditions conditions = table.conditions()
                .orElseThrow(() -> new BadInputException("Table " + file
                        + " does not say under which batch and threads it was measured. Build it again here."));
        LatencyOptions latency = LatencyOptions.DEFAULT.under(conditions);
        if (repeats != null) {
            latency = latency.withRepeats(Check.atLeast("--repeats", repeats, 1));
        }
        PrintWriter err = spec.commandLine().getErr();
        Optional<LatencyRuntime> elsewhere = runtime.runtimeOr(conditions.backend());
        Check.that(
                elsewhere.isPresent() || !conditions.backend().orElse("").startsWith("program "),
                "Table %s was measured by '%s'. Name it again: --runtime PATH",
                file,
                conditions.backend().orElse(""));
        TableCheck check = elsewhere.isPresent()
                ? new RuntimeTables(elsewhere.get(), latency, err::println).check(space, table, fit, networks, seed)
                : new LatencyTables(latency, err::println, Osnas.clock(spec)).check(space, table, fit, networks, seed);
        err.flush();
        if (check.correction().isPresent() && !keep) {
            TableFile.write(file, table.corrected(check.correction().get()), space);
        }
        if (plot != null) {
            LatencyChart.write(check, plot);
        }
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(Json.text(json(check)));
        } else {
            check.lines().forEach(out::println);
            if (check.correction().isPresent()) {
                out.println(keep ? "The table is left as it is." : "The correction is stored in " + file);
            }
        }
        out.flush();
        return ExitStatus.DONE;
    }

    private static ObjectNode json(TableCheck check) {
        ObjectNode root = Json.object();
        root.put("space", check.table().space());
        root.set("input", Json.of(check.table().input()));
        root.set("table", json(check.stored()));
        root.set("noise", json(check.noise()));
        check.correction().ifPresent(c -> {
            root.putObject("correction").put("scale", c.scale()).put("offset", c.offset());
            root.set("corrected", json(check.corrected()));
        });
        root.put("drifting_rounds", check.driftingRounds());
        ArrayNode list = root.putArray("networks");
        for (TableCheck.Point p : check.points()) {
            ObjectNode entry = list.addObject();
            entry.set("arch", Json.of(p.architecture()));
            entry.put("table", p.stored());
            entry.put("corrected", p.corrected());
            entry.put("first", p.first());
            entry.put("second", p.second());
        }
        return root;
    }

    private static ObjectNode json(TableCheck.Quality quality) {
        return Json.object()
                .put("mape", quality.mape())
                .put("bias", quality.bias())
                .put("within_10_percent", quality.within())
                .put("spearman", Double.isNaN(quality.spearman()) ? null : (Double) quality.spearman());
    }
}
