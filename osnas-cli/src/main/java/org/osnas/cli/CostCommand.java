package org.osnas.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.osnas.api.cost.CostModel;
import org.osnas.api.cost.LookupTable;
import org.osnas.api.space.Architecture;
import org.osnas.api.space.SearchSpace;
import org.osnas.api.spi.BadInputException;
import org.osnas.core.config.RunConfig;
import org.osnas.core.registry.Registry;
import org.osnas.core.run.RunFolder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Prints what architectures of a space cost. Needs no tensor library, and loads none. */
@Command(
        name = "cost",
        description =
                "Print the cost of architectures of a search space, or of that of a run, and its cheapest and dearest.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Example: osnas cost --space mbconv-micro --arch 0,1,2,0,1 --json",
            "Of a run, with the tables that it searched by: osnas cost runs/quickstart"
        })
final class CostCommand implements Callable<Integer> {

    @Parameters(
            arity = "0..1",
            paramLabel = "RUN_DIR",
            description = "Folder of a run, in place of --space: its space, its tables, its best architecture.")
    private Path run;

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
    public Integer call() throws IOException {
        if (run == null) {
            SearchSpace space = options.space();
            return print(space, CostModel.analytic(space), List.of());
        }
        if (options.given()) {
            throw new BadInputException(
                    "Folder " + run + " says what the space is: leave out --space, --input, --classes and --set");
        }
        try (RunFolder folder = RunFolder.read(run)) {
            SearchSpace space = RunConfig.space(folder, Registry.standard());
            return print(
                    space,
                    folder.costs(space, List.of()),
                    folder.result()
                            .map(result -> List.of(Architecture.parse(
                                    result.path("architecture").toString())))
                            .orElse(List.of()));
        }
    }

    private int print(SearchSpace space, CostModel all, List<Architecture> best) {
        CostModel costs = chosen(all);
        List<Architecture> asked = architectures.isEmpty()
                ? best
                : architectures.stream()
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
