package org.osnas.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.osnas.core.agent.Run;
import org.osnas.core.agent.TrainedSupernet;
import org.osnas.core.config.ConfigFile;
import org.osnas.core.config.RunConfig;
import org.osnas.core.cost.LatencyOptions;
import org.osnas.core.cost.LatencyTables;
import org.osnas.core.registry.Registry;
import org.osnas.core.run.RunFolder;
import org.osnas.core.stop.StoppedException;
import org.osnas.engine.setup.ProcessSetup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Only the first phase of a search: a supernet that searches can use. */
@Command(
        name = "supernet",
        description = "Train a supernet and nothing else; searches use it with --supernet.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Ctrl-C saves a checkpoint; --resume goes on from it with the same results.",
            "Example: osnas supernet -c examples/quickstart.yaml -o runs/supernet",
            "then: osnas search -c examples/quickstart.yaml --supernet runs/supernet --set search.budget.macs=1.2e6"
        })
final class SupernetCommand implements Callable<Integer> {

    @Mixin
    private ConfigOptions options;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        options.check("run");
        ProcessSetup setup = ProcessSetup.apply();
        return options.resume() ? resume(setup) : begin(setup);
    }

    private int begin(ProcessSetup setup) throws IOException {
        RunConfig config = ConfigFile.load(options.file(), options.overrides());
        Path path = options.fresh();
        RunFolder.requireFree(path);
        LatencyTables latencies = new LatencyTables(LatencyOptions.DEFAULT, this::note, Osnas.clock(spec));
        List<String> notes = new ArrayList<>();
        try (Run resolved = config.resolve(Registry.standard())) {
            Run run = resolved.measured(latencies, notes::add).check();
            try (RunFolder folder = RunFolder.create(path)) {
                return train(run, folder, notes, setup);
            }
        }
    }

    private int resume(ProcessSetup setup) throws IOException {
        try (RunFolder folder = RunFolder.open(options.latest(RunFolder::holdsRun))) {
            if (options.file() != null) {
                ConfigFile.load(options.file(), options.overrides()).requireSame(folder, Registry.standard());
            }
            folder.otherRounding().ifPresent(this::note);
            try (Run run = RunConfig.resume(folder, Registry.standard())) {
                return train(run, folder, List.of(), setup);
            }
        }
    }

    private int train(Run run, RunFolder folder, List<String> notes, ProcessSetup setup) throws IOException {
        PrintWriter err = spec.commandLine().getErr();
        try (RunLog log = RunLog.to(folder.log(), setup);
                ProgressView progress = ProgressView.on(err);
                GracefulStop stop = GracefulStop.install(err)) {
            log.info("supernet of " + run.space().name());
            notes.forEach(progress::note);
            try (TrainedSupernet supernet = run.in(folder).trainSupernet(stop.control(progress))) {
                PrintWriter out = spec.commandLine().getOut();
                out.printf(
                        "supernet %s of %s, %,d steps in %s%n",
                        run.supernetIdentity().hash().substring(0, 16),
                        run.space().name(),
                        supernet.steps(),
                        folder.path());
                out.flush();
                return ExitStatus.DONE;
            } catch (StoppedException e) {
                progress.clear();
                err.println("osnas: " + e.getMessage() + " Go on with: ./osnas supernet --resume -o " + folder.path());
                err.flush();
                return ExitStatus.STOPPED;
            }
        }
    }

    private void note(String line) {
        PrintWriter err = spec.commandLine().getErr();
        err.println(line);
        err.flush();
    }
}
