package org.osnas.benchmarks.peer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.osnas.benchmarks.report.RatioLine;
import org.osnas.benchmarks.report.SuiteResult;
import org.osnas.benchmarks.suite.SuiteOptions;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * The effect of the process set-up: the same training steps in processes that are set up in different ways, all alive at
 * once and taking turns. Each uses all processors, as without set-up OpenMP does.
 */
@Command(name = "setup", mixinStandardHelpOptions = true, description = "Training steps under process settings.")
public final class SetupSuite implements Callable<Integer> {

    @Option(names = "--space", defaultValue = "fbnet-s,mbconv-micro", split = ",", description = "Search spaces.")
    private List<String> spaces;

    @Option(names = "--batch", defaultValue = "64", description = "Images of a step (default: ${DEFAULT-VALUE}).")
    private int batch;

    @Mixin
    private SuiteOptions options;

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new SetupSuite()).execute(arguments));
    }

    @Override
    public Integer call() throws IOException {
        List<SetupReport> reports = new ArrayList<>();
        for (String space : spaces) {
            reports.add(SetupReport.of(space, measure(new Workload(space, Mode.SINGLE, batch, 1))));
        }
        String tables =
                String.join("\n", reports.stream().map(SetupReport::table).toList());
        System.out.print(tables);
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("quick", options.quick());
        details.put("results", reports);
        List<RatioLine> ratios =
                reports.stream().flatMap(r -> r.lines().stream()).toList();
        new SuiteResult("setup", tables, ratios, details).write(options.output("setup"));
        return 0;
    }

    private List<Measurement> measure(Workload workload) throws IOException {
        int threads = Runtime.getRuntime().availableProcessors();
        Path weights = Files.createTempFile("osnas-weights", ".bin");
        List<Turn> turns = new ArrayList<>();
        try {
            Weights.write(workload, weights);
            for (SetupVariant variant : SetupVariant.values()) {
                turns.add(new Turn(variant.kind(), variant.label(), variant.environment(), workload, threads, weights));
            }
            return Turn.takeTurns(turns, options.quick() ? new Turn.Length(1, 4, 3, 2) : new Turn.Length(1, 30, 12, 6));
        } finally {
            for (Turn turn : turns) {
                turn.close();
            }
            Files.deleteIfExists(weights);
        }
    }
}
