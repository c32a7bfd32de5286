package org.osnas.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.osnas.core.agent.RunControl;
import org.osnas.core.compare.CompareFolder;
import org.osnas.core.compare.CompareResult;
import org.osnas.core.compare.Rankings;
import org.osnas.core.config.CompareConfig;
import org.osnas.core.config.ConfigFile;
import org.osnas.core.config.ConfiguredComparison;
import org.osnas.core.config.ConfiguredTrainings;
import org.osnas.core.config.TrainingsConfig;
import org.osnas.core.registry.Registry;
import org.osnas.core.stop.StoppedException;
import org.osnas.engine.setup.ProcessSetup;
import org.osnas.report.CompareReport;
import org.osnas.report.RankingReport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Compares search strategies, or ways to train a supernet, under equal conditions. */
@Command(
        name = "compare",
        description = "Compare search strategies with equal numbers of evaluations, over several seeds.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "It searches a table of scores or one trained supernet. 'random' always takes part. It can be stopped or",
            "killed at any time; --resume goes on, and tries again what failed.",
            "With trainings in place of strategies it trains supernets and tells how well each ranks.",
            "Example: osnas compare -c examples/compare.yaml --set seeds=50"
        })
final class CompareCommand implements Callable<Integer> {

    @Mixin
    private ConfigOptions options;

    @Mixin
    private RunnerOption runner;

    @Option(names = "--json", description = "One JSON document on standard output.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        options.check("comparison");
        return options.resume() ? resume() : begin();
    }

    private int begin() throws IOException {
        if (TrainingsConfig.is(ConfigFile.text(options.file()))) {
            TrainingsConfig config = TrainingsConfig.load(options.file(), options.overrides());
            Path path = options.fresh();
            CompareFolder.requireFree(path);
            return run(config, path, () -> CompareFolder.create(path, config.toYaml(Registry.standard())));
        }
        CompareConfig config = CompareConfig.load(options.file(), options.overrides());
        Path path = options.fresh();
        CompareFolder.requireFree(path);
        String resolved = config.withDefaults(Registry.standard()).toYaml();
        return run(config, path, () -> CompareFolder.create(path, resolved));
    }

    private int resume() throws IOException {
        Path path = options.latest(CompareFolder::holdsComparison);
        try (CompareFolder folder = CompareFolder.open(path)) {
            Optional<TrainingsConfig> trainings = TrainingsConfig.of(folder);
            if (trainings.isPresent()) {
                if (options.file() != null) {
                    TrainingsConfig.load(options.file(), options.overrides()).requireSame(folder, Registry.standard());
                }
                return run(trainings.get(), path, () -> folder);
            }
            if (options.file() != null) {
                CompareConfig.load(options.file(), options.overrides()).requireSame(folder, Registry.standard());
            }
            return run(CompareConfig.of(folder), path, () -> folder);
        }
    }

    /** What is done in the folder of a comparison, and what is printed of it. */
    @FunctionalInterface
    private interface Work {
        void run(OpenFolder folder, ProgressView progress, RunControl control) throws IOException;
    }

    private int run(TrainingsConfig config, Path path, Supplier<CompareFolder> folder) throws IOException {
        ProcessSetup.apply();
        return run(path, folder, (opened, progress, control) -> {
            Rankings rankings = new ConfiguredTrainings(config, Registry.standard()).run(opened, control);
            RankingReport report = RankingReport.of(rankings);
            report.write(opened.get().path());
            print(rankings.json(), report.markdown(), path);
        });
    }

    private int run(CompareConfig config, Path path, Supplier<CompareFolder> folder) throws IOException {
        if (config.subject() instanceof CompareConfig.RunSubject) {
            ProcessSetup.apply();
        }
        ConfiguredComparison comparison = new ConfiguredComparison(config, Registry.standard());
        return run(path, folder, (opened, progress, control) -> {
            if (config.randomAdded()) {
                progress.note("Added the strategy 'random', the baseline of every comparison");
            }
            CompareResult result = comparison.run(path, opened, control);
            CompareReport report = CompareReport.of(result);
            report.write(opened.get().path());
            print(result.json(), report.markdown(), path);
        });
    }

    private int run(Path path, Supplier<CompareFolder> folder, Work work) throws IOException {
        PrintWriter err = spec.commandLine().getErr();
        try (OpenFolder opened = new OpenFolder(folder);
                ProgressView progress = ProgressView.of(spec);
                GracefulStop stop = GracefulStop.install(err);
                RunnerOption jobs = runner) {
            try {
                work.run(opened, progress, jobs.in(stop.control(progress)));
                return ExitStatus.DONE;
            } catch (StoppedException e) {
                progress.clear();
                err.println("osnas: " + e.getMessage() + " Go on with: "
                        + Invocation.again(Osnas.plugins(spec), "compare", "--resume", "-o", path.toString()));
                err.flush();
                return ExitStatus.STOPPED;
            }
        }
    }

    /** The folder from when it is asked for first, with its log. */
    private static final class OpenFolder implements Supplier<CompareFolder>, AutoCloseable {

        private final Supplier<CompareFolder> source;
        private @Nullable CompareFolder folder;
        private @Nullable RunLog log;

        OpenFolder(Supplier<CompareFolder> source) {
            this.source = source;
        }

        @Override
        public CompareFolder get() {
            if (folder == null) {
                folder = source.get();
                log = RunLog.to(folder.log());
            }
            return folder;
        }

        @Override
        public void close() throws IOException {
            if (log != null) {
                log.close();
            }
            if (folder != null) {
                folder.close();
            }
        }
    }

    private void print(ObjectNode document, String markdown, Path path) {
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(Json.text(document));
        } else {
            out.println(markdown);
            out.println("folder: " + path);
        }
        out.flush();
    }
}
