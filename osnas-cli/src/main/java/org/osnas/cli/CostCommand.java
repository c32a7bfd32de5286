package org.osnas.cli;

import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.osnas.api.cost.CostModel;
import org.osnas.api.cost.LookupTable;
import org.osnas.api.space.Architecture;
import org.osnas.api.space.SearchSpace;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Prints what architectures of a space cost. Needs no tensor library, and loads none. */
@Command(
        name = "cost",
        description = "Print the cost of architectures of a search space, and its cheapest and dearest.",
        mixinStandardHelpOptions = true,
        footer = {"", "Example: osnas cost --space mbconv-micro --arch 0,1,2,0,1 --json"})
final class CostCommand implements Callable<Integer> {

    @Mixin
    private SpaceOptions options;

    @Option(names = "--arch", paramLabel = "A", description = "Architecture such as 3,0,7; may be given repeatedly.")
    private List<String> architectures = List.of();

    @Option(names = "--metric", paramLabel = "M", description = "Only these metrics; may be given repeatedly.")
    private List<String> metrics = List.of();

    @Option(names = "--json", description = "One JSON document on standard output.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        SearchSpace space = options.space();
        CostModel costs = chosen(CostModel.analytic(space));
        List<Architecture> asked = architectures.stream()
                .map(Architecture::parse)
                .map(space::check)
                .toList();
        PrintWriter out = spec.commandLine().getOut();
        CostReport report = new CostReport(space, costs, asked);
        if (json) {
            out.println(Json.text(report.json()));
        } else {
            out.print(report.text());
        }
        out.flush();
        return ExitStatus.DONE;
    }

    private CostModel chosen(CostModel all) {
        if (metrics.isEmpty()) {
            return all;
        }
        Map<String, LookupTable> tables = new LinkedHashMap<>();
        metrics.forEach(metric -> tables.put(metric, all.table(metric)));
        return CostModel.of(tables.values());
    }
}
