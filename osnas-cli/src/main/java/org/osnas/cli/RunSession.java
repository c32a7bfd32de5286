package org.osnas.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.osnas.api.task.Summarized;
import org.osnas.core.agent.Run;
import org.osnas.core.agent.RunControl;
import org.osnas.core.agent.RunListener;
import org.osnas.core.config.RunConfig;
import org.osnas.core.cost.LatencyOptions;
import org.osnas.core.cost.LatencyTables;
import org.osnas.core.registry.ComponentRef;
import org.osnas.core.registry.Registry;
import org.osnas.core.run.RunFolder;
import org.osnas.core.stop.StoppedException;
import org.osnas.engine.setup.ProcessSetup;
import org.osnas.report.listener.Listeners;
import picocli.CommandLine.Model.CommandSpec;

/**
 * A configured run in its folder, begun or gone on with, with its log, its progress, and what a stop says.
 *
 * @param config reads the configuration that the options name
 * @param said where somebody says that the supernet of another run is
 * @param work what is done with the run
 */
record RunSession(CommandSpec spec, ConfigOptions options, Supplier<RunConfig> config, Optional<Path> said, Work work) {

    /** What a command does with a run in its folder. */
    interface Work {

        /** Says in the log, and perhaps to the person, what begins. */
        void announce(Run run, RunFolder folder, RunLog log, ProgressView progress);

        /** Does it, and prints what came of it. */
        void run(Run run, RunFolder folder, RunControl control) throws IOException;
    }

    /** The exit status. */
    int open() throws IOException {
        options.check("run");
        ProcessSetup setup = ProcessSetup.apply();
        return options.resume() ? resume(setup) : begin(setup);
    }

    private int begin(ProcessSetup setup) throws IOException {
        RunConfig given = config.get();
        Path path = options.fresh();
        RunFolder.requireFree(path);
        LatencyTables latencies = new LatencyTables(LatencyOptions.DEFAULT, this::note, Osnas.clock(spec));
        List<String> notes = new ArrayList<>();
        try (Run resolved = given.resolve(Registry.standard())) {
            Run run = resolved.measured(latencies, notes::add).check();
            if (run.data() instanceof Summarized summarized) {
                notes.addAll(DataText.lines(summarized.summary()));
            }
            try (RunFolder folder = RunFolder.create(path)) {
                return run(run, folder, given.listeners(), notes, setup);
            }
        }
    }

    private int resume(ProcessSetup setup) throws IOException {
        try (RunFolder folder = RunFolder.open(options.latest(RunFolder::holdsRun))) {
            Optional<Path> supernet = said;
            List<ComponentRef> listeners = RunConfig.of(folder).listeners();
            if (options.file() != null) {
                RunConfig given = config.get();
                given.requireSame(folder, Registry.standard());
                listeners = given.listeners();
                supernet = given.supernetOf().filter(place -> !Optional.of(place)
                        .equals(RunConfig.of(folder).supernetOf()));
            }
            folder.otherRounding().ifPresent(this::note);
            try (Run run = RunConfig.resume(folder, Registry.standard(), supernet)) {
                return run(run, folder, listeners, List.of(), setup);
            }
        }
    }

    private int run(Run run, RunFolder folder, List<ComponentRef> listeners, List<String> notes, ProcessSetup setup)
            throws IOException {
        PrintWriter err = spec.commandLine().getErr();
        try (RunLog log = RunLog.to(folder.log(), setup);
                ProgressView progress = ProgressView.of(spec);
                GracefulStop stop = GracefulStop.install(err)) {
            work.announce(run, folder, log, progress);
            notes.forEach(progress::note);
            RunListener all =
                    Listeners.of(progress, listeners, Registry.standard(), run, folder.path(), progress::note);
            try {
                work.run(run, folder, stop.control(all));
                return ExitStatus.DONE;
            } catch (StoppedException e) {
                progress.clear();
                err.println("osnas: %s Go on with: %s"
                        .formatted(
                                e.getMessage(),
                                Invocation.again(
                                        Osnas.plugins(spec),
                                        spec.name(),
                                        "--resume",
                                        "-o",
                                        folder.path().toString())));
                err.flush();
                return ExitStatus.STOPPED;
            } finally {
                all.close();
            }
        }
    }

    private void note(String line) {
        PrintWriter err = spec.commandLine().getErr();
        err.println(line);
        err.flush();
    }
}
