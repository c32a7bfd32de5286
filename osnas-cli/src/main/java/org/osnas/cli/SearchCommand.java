package org.osnas.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.osnas.api.spi.BadInputException;
import org.osnas.core.agent.Experiment;
import org.osnas.core.agent.MainAgent;
import org.osnas.core.agent.RunStoppedException;
import org.osnas.core.config.ConfigFile;
import org.osnas.core.config.RunConfig;
import org.osnas.core.cost.LatencyOptions;
import org.osnas.core.cost.LatencyTables;
import org.osnas.core.registry.Registry;
import org.osnas.core.run.RunFolder;
import org.osnas.core.run.RunResult;
import org.osnas.core.setup.ProcessSetup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The whole pipeline: trains a supernet, searches it, retrains the best, writes a run folder. */
@Command(
        name = "search",
        description = "Train a supernet, search it under the budget, retrain the best architecture.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Ctrl-C saves a checkpoint; --resume goes on from it with the same results.",
            "Example: osnas search -c examples/quickstart.yaml --set search.trials=50"
        })
final class SearchCommand implements Callable<Integer> {

    @Option(
            names = {"-c", "--config"},
            paramLabel = "FILE",
            description = "Configuration in YAML; may be left out with --resume -o DIR.")
    private Path configFile;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "DIR",
            description = "Run folder (default: runs/NAME of the configuration, numbered if taken).")
    private Path output;

    @Option(names = "--set", paramLabel = "KEY=VALUE", description = "Overrides a key, such as search.trials=50.")
    private List<String> overrides = List.of();

    @Option(names = "--resume", description = "Go on with the run in the folder.")
    private boolean resume;

    @Option(names = "--json", description = "Print result.json on standard output.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        if (configFile == null && !(resume && output != null)) {
            throw new BadInputException("Give a configuration with -c FILE, or go on with a run by --resume -o DIR");
        }
        ProcessSetup.apply();
        return resume ? resume() : begin();
    }

    private int begin() throws IOException {
        RunConfig config = ConfigFile.load(configFile, overrides);
        Path path = output != null ? output : RunFolderNames.fresh(configFile);
        RunFolder.requireFree(path);
        LatencyTables latencies = new LatencyTables(LatencyOptions.DEFAULT, this::note);
        try (Experiment experiment = Experiment.open(config, Registry.standard(), latencies);
                RunFolder folder = RunFolder.create(path)) {
            folder.begin(config, experiment.space(), experiment.costs());
            return run(experiment, folder);
        }
    }

    private void note(String line) {
        PrintWriter err = spec.commandLine().getErr();
        err.println(line);
        err.flush();
    }

    private int resume() throws IOException {
        Path path = output != null ? output : RunFolderNames.latest(configFile);
        try (RunFolder folder = RunFolder.open(path)) {
            if (configFile != null) {
                folder.requireConfig(ConfigFile.load(configFile, overrides));
            } else if (!overrides.isEmpty()) {
                throw new BadInputException("--set cannot change a run that has begun. Start a new one with -c.");
            }
            try (Experiment experiment = Experiment.resume(folder, Registry.standard())) {
                return run(experiment, folder);
            }
        }
    }

    private int run(Experiment experiment, RunFolder folder) throws IOException {
        PrintWriter err = spec.commandLine().getErr();
        try (RunLog log = RunLog.to(folder.log());
                ProgressView progress = ProgressView.on(err);
                GracefulStop stop = GracefulStop.install(err)) {
            log.info("Run folder " + folder.path());
            progress.note("Run folder " + folder.path());
            experiment.costNotes().forEach(progress::note);
            try {
                RunResult result = new MainAgent(experiment, folder, stop.control(progress)).run();
                RunReport.write(experiment, folder);
                print(result, folder);
                return ExitStatus.DONE;
            } catch (RunStoppedException e) {
                progress.clear();
                err.println("osnas: " + e.getMessage() + " Go on with: ./osnas search --resume -o " + folder.path());
                err.flush();
                return ExitStatus.STOPPED;
            }
        }
    }

    private void print(RunResult result, RunFolder folder) {
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(Json.text(result.json()));
        } else {
            out.print(ResultText.of(result, folder.path()));
        }
        out.flush();
    }
}
