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
import org.osnas.api.space.Shape;
import org.osnas.api.space.SpaceProvider;
import org.osnas.api.spi.Check;
import org.osnas.core.config.Overrides;
import org.osnas.core.registry.ComponentRef;
import org.osnas.core.registry.Kind;
import org.osnas.core.registry.Registry;
import picocli.CommandLine.Command;
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

    @Option(names = "--space", required = true, paramLabel = "NAME", description = "Search space; see 'osnas list'.")
    private String spaceName;

    @Option(names = "--input", paramLabel = "HxWxC", description = "Shape of an image (default: that of the space).")
    private String input;

    @Option(names = "--classes", paramLabel = "N", description = "Number of classes (default: that of the space).")
    private Integer classes;

    @Option(names = "--arch", paramLabel = "A", description = "Architecture such as 3,0,7; may be given repeatedly.")
    private List<String> architectures = List.of();

    @Option(names = "--metric", paramLabel = "M", description = "Only these metrics; may be given repeatedly.")
    private List<String> metrics = List.of();

    @Option(names = "--set", paramLabel = "KEY=VALUE", description = "A setting of the space.")
    private List<String> settings = List.of();

    @Option(names = "--json", description = "One JSON document on standard output.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        SearchSpace space = space();
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

    private SearchSpace space() {
        Registry registry = Registry.standard();
        ComponentRef ref = new ComponentRef("--space", spaceName, Overrides.parse(settings));
        SpaceProvider provider = registry.find(Kind.SPACE, ref);
        Shape shape = input == null ? provider.defaultInput() : Shape.parse(input);
        int outputs = classes == null ? provider.defaultClasses() : Check.atLeast("--classes", classes, 1);
        return registry.space(ref, shape, outputs);
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
