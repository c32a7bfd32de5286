package org.osnas.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.osnas.api.cost.Correction;
import org.osnas.api.cost.LookupTable;
import org.osnas.api.spi.Check;
import org.osnas.core.cost.TableFile;
import org.osnas.core.cost.TableImport;
import org.osnas.report.Numbers;
import org.osnas.report.Table;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Prints a lookup table: what it was made for, its extremes, and the cost of every block. */
@Command(name = "show", description = "Print a lookup table.", mixinStandardHelpOptions = true)
final class TableShowCommand implements Callable<Integer> {

    @Parameters(paramLabel = "FILE", description = "A table that 'osnas table build' or a run wrote.")
    private Path file;

    @Option(names = "--json", description = "One JSON document on standard output.")
    private boolean json;

    @Option(names = "--csv", description = "All costs as CSV, which 'osnas table import' reads.")
    private boolean csv;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        Check.that(!json || !csv, "--json and --csv exclude each other");
        TableFile.Stored stored = TableFile.show(file);
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(Json.text(json(stored)));
        } else if (csv) {
            out.print(TableImport.csv(stored));
        } else {
            out.print(text(stored));
        }
        out.flush();
        return ExitStatus.DONE;
    }

    private static ObjectNode json(TableFile.Stored stored) {
        LookupTable table = stored.table();
        ObjectNode root = Json.object();
        root.put("metric", table.metric().name());
        root.put("unit", table.metric().unit());
        root.put("space", table.space());
        root.set("input", Json.of(table.input()));
        root.put("fingerprint", table.fingerprint());
        table.conditions().ifPresent(c -> {
            ObjectNode measured =
                    root.putObject("measured").put("batch", c.batch()).put("threads", c.threads());
            c.backend().ifPresent(name -> measured.put("backend", name));
        });
        if (!table.correction().equals(Correction.NONE)) {
            root.putObject("correction")
                    .put("scale", table.correction().scale())
                    .put("offset", table.correction().offset());
        }
        Map<String, Double> totals = new LinkedHashMap<>();
        totals.put("base", table.base());
        totals.put("min", table.min());
        totals.put("max", table.max());
        Json.costs(root, totals);
        ArrayNode layers = root.putArray("layers");
        for (int l = 0; l < table.depth(); l++) {
            Map<String, Double> costs = new LinkedHashMap<>();
            for (int c = 0; c < table.size(l); c++) {
                costs.put(stored.blocks().get(l).get(c), table.blockCost(l, c));
            }
            layers.add(Json.costs(Json.object(), costs));
        }
        return root;
    }

    private static String text(TableFile.Stored stored) {
        LookupTable table = stored.table();
        Set<String> names = new LinkedHashSet<>();
        stored.blocks().forEach(names::addAll);
        List<List<String>> rows = new ArrayList<>();
        for (int l = 0; l < table.depth(); l++) {
            List<String> row = new ArrayList<>(List.of(String.valueOf(l)));
            for (String name : names) {
                int c = stored.blocks().get(l).indexOf(name);
                row.add(c < 0 ? "" : Numbers.cost(table.blockCost(l, c)));
            }
            rows.add(row);
        }
        return "%s in %s of space %s, input %s, fingerprint %s%n%sbase %s (%s), cheapest %s, dearest %s%n%s"
                .formatted(
                        table.metric(),
                        table.metric().unit(),
                        table.space(),
                        table.input(),
                        table.fingerprint(),
                        origin(table),
                        Numbers.cost(table.base()),
                        // A line fitted to whole networks may start below 0, though none of them costs less.
                        table.correction().offset() == 0 ? "stem and head" : "stem, head and the correction's offset",
                        Numbers.cost(table.min()),
                        Numbers.cost(table.max()),
                        new Table(
                                        Table.of("layer", names.toArray(String[]::new))
                                                .columns(),
                                        rows)
                                .text());
    }

    private static String origin(LookupTable table) {
        StringBuilder text = new StringBuilder();
        table.conditions().ifPresent(c -> text.append("measured with %s%n".formatted(c)));
        Correction correction = table.correction();
        if (!correction.equals(Correction.NONE)) {
            text.append(String.format(
                    Locale.ROOT,
                    "all costs corrected: %.4f * measured %+.4f for a network%n",
                    correction.scale(),
                    correction.offset()));
        }
        return text.toString();
    }
}
