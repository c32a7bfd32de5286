package org.osnas.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.osnas.core.agent.Run;
import org.osnas.core.config.ConfigFile;
import org.osnas.core.config.RunConfig;
import org.osnas.core.cost.LatencyOptions;
import org.osnas.core.cost.LatencyTables;
import org.osnas.core.registry.Registry;
import org.osnas.core.run.RunFolder;
import org.osnas.core.run.RunResult;
import org.osnas.core.stop.StoppedException;
import org.osnas.engine.setup.ProcessSetup;
import org.osnas.report.RunReport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
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
            "A trained supernet serves other budgets, tables, strategies and seeds: --supernet RUN_DIR.",
            "Ctrl-C saves a checkpoint; --resume goes on from it with the same results.",
            "Example: osnas search -c examples/quickstart.yaml --set search.trials=50"
        })
final class SearchCommand implements Callable<Integer> {

    @Mixin
    private ConfigOptions options;

    @Option(
            names = "--supernet",
            paramLabel = "RUN_DIR",
            description =
                    "Use the supernet that another run trained, instead of training one. What the configuration does"
                            + " not say of space, task, data and supernet is as there; what it says must not differ.")
    private Path supernet;

    @Option(names = "--json", description = "Print result.json on standard output.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        options.check("run");
        ProcessSetup setup = ProcessSetup.apply();
        return options.resume() ? resume(setup) : begin(setup);
    }

    private int begin(ProcessSetup setup) throws IOException {
        RunConfig config = config();
        Path path = options.fresh();
        RunFolder.requireFree(path);
        LatencyTables latencies = new LatencyTables(LatencyOptions.DEFAULT, this::note, Osnas.clock(spec));
        List<String> notes = new ArrayList<>();
        try (Run resolved = config.resolve(Registry.standard())) {
            Run run = resolved.measured(latencies, notes::add).check();
            try (RunFolder folder = RunFolder.create(path)) {
                return run(run, folder, notes, setup);
            }
        }
    }

    private RunConfig config() {
        return supernet == null
                ? ConfigFile.load(options.file(), options.overrides())
                : ConfigFile.load(options.file(), options.overrides(), supernet);
    }

    private void note(String line) {
        PrintWriter err = spec.commandLine().getErr();
        err.println(line);
        err.flush();
    }

    private int resume(ProcessSetup setup) throws IOException {
        Path path = options.latest(RunFolder::holdsRun);
        try (RunFolder folder = RunFolder.open(path)) {
            if (options.file() != null) {
                config().requireSame(folder, Registry.standard());
            }
            folder.otherRounding().ifPresent(this::note);
            try (Run run = RunConfig.resume(folder, Registry.standard())) {
                return run(run, folder, List.of(), setup);
            }
        }
    }

    private int run(Run run, RunFolder folder, List<String> notes, ProcessSetup setup) throws IOException {
        PrintWriter err = spec.commandLine().getErr();
        try (RunLog log = RunLog.to(folder.log(), setup);
                ProgressView progress = ProgressView.on(err);
                GracefulStop stop = GracefulStop.install(err)) {
            log.info("Run folder " + folder.path());
            progress.note("Run folder " + folder.path());
            notes.forEach(progress::note);
            try {
                RunResult result = run.in(folder).run(stop.control(progress));
                RunReport.update(run, folder);
                print(result, folder);
                return ExitStatus.DONE;
            } catch (StoppedException e) {
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
