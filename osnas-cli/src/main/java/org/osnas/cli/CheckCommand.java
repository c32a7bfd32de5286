package org.osnas.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.osnas.api.cost.Budget;
import org.osnas.api.cost.Metric;
import org.osnas.api.cost.Range;
import org.osnas.core.agent.Run;
import org.osnas.core.config.ConfigFile;
import org.osnas.core.config.RunConfig;
import org.osnas.core.registry.Registry;
import org.osnas.engine.setup.ProcessSetup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Says what a search would run, and whether it can; runs nothing, writes nothing. */
@Command(
        name = "check",
        description = "Say what a configuration would run, on which data, and how long; run and write nothing.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "What cannot run is refused as 'osnas search' refuses it, with the same exit status.",
            "Time is estimated from some training steps, kept in memory and dropped; --quick leaves that out.",
            "Example: osnas check -c examples/quickstart.yaml --set search.budget.macs=2e6"
        })
final class CheckCommand implements Callable<Integer> {

    @Option(
            names = {"-c", "--config"},
            required = true,
            paramLabel = "FILE",
            description = "Configuration in YAML.")
    private Path file;

    @Mixin
    private Overriding overriding;

    @Option(names = "--supernet", paramLabel = "RUN_DIR", description = "With the supernet that another run trained.")
    private Path supernet;

    @Option(names = "--quick", description = "Do not estimate the time.")
    private boolean quick;

    @Option(names = "--json", description = "One JSON document on standard output.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    /** Overrides, as for the commands that run. */
    static final class Overriding {
        @Option(names = "--set", paramLabel = "KEY=VALUE", description = "Overrides a key of the configuration.")
        private List<String> overrides = List.of();
    }

    @Override
    public Integer call() throws IOException {
        if (!quick) {
            ProcessSetup.apply();
        }
        RunConfig config = supernet == null
                ? ConfigFile.load(file, overriding.overrides)
                : ConfigFile.load(file, overriding.overrides, supernet);
        PrintWriter out = spec.commandLine().getOut();
        try (Run resolved = config.resolve(Registry.standard())) {
            boolean unmeasured = resolved.search().budget().ranges().containsKey(Metric.LATENCY.name())
                    && !resolved.costs().metrics().contains(Metric.LATENCY.name());
            Run run = (unmeasured ? withoutLatency(resolved) : resolved).check();
            Optional<TimeEstimate> time = quick
                    ? Optional.empty()
                    : Optional.of(TimeEstimate.of(run, config.supernetOf().isPresent(), Osnas.clock(spec)));
            CheckReport report =
                    new CheckReport(run, resolved.search().budget(), unmeasured, config.supernetOf(), time);
            out.print(json ? Json.text(report.json()) + System.lineSeparator() : report.text());
        }
        out.flush();
        return ExitStatus.DONE;
    }

    /** Latency is measured when the run begins: until then the other limits alone can be counted. */
    private static Run withoutLatency(Run run) {
        Map<String, Range> others = new LinkedHashMap<>(run.search().budget().ranges());
        others.remove(Metric.LATENCY.name());
        return run.search(run.searchStrategy(), run.search().withBudget(new Budget(others)));
    }
}
