package org.osnas.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.osnas.core.compare.CompareFolder;
import org.osnas.core.compare.CompareResult;
import org.osnas.core.config.CompareConfig;
import org.osnas.core.config.ConfiguredComparison;
import org.osnas.core.registry.Registry;
import org.osnas.core.stop.StoppedException;
import org.osnas.engine.setup.ProcessSetup;
import org.osnas.report.CompareReport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Compares search strategies under equal conditions. */
@Command(
        name = "compare",
        description = "Compare search strategies with equal numbers of evaluations, over several seeds.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "It searches a table of scores or one trained supernet. 'random' always takes part. It can be stopped or",
            "killed at any time; --resume goes on, and tries again what failed.",
            "Example: osnas compare -c examples/compare.yaml --set seeds=50"
        })
final class CompareCommand implements Callable<Integer> {

    @Mixin
    private ConfigOptions options;

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
        CompareConfig config = CompareConfig.load(options.file(), options.overrides());
        Path path = options.fresh();
        CompareFolder.requireFree(path);
        String resolved = config.withDefaults(Registry.standard()).toYaml();
        return run(config, path, () -> CompareFolder.create(path, resolved));
    }

    private int resume() throws IOException {
        Path path = options.latest(CompareFolder::holdsComparison);
        try (CompareFolder folder = CompareFolder.open(path)) {
            if (options.file() != null) {
                CompareConfig.load(options.file(), options.overrides()).requireSame(folder, Registry.standard());
            }
            return run(CompareConfig.of(folder), path, () -> folder);
        }
    }

    private int run(CompareConfig config, Path path, Supplier<CompareFolder> folder) throws IOException {
        if (config.subject() instanceof CompareConfig.RunSubject) {
            ProcessSetup.apply();
        }
        PrintWriter err = spec.commandLine().getErr();
        ConfiguredComparison comparison = new ConfiguredComparison(config, Registry.standard());
        try (OpenFolder opened = new OpenFolder(folder);
                ProgressView progress = ProgressView.on(err);
                GracefulStop stop = GracefulStop.install(err)) {
            if (config.randomAdded()) {
                progress.note("Added the strategy 'random', the baseline of every comparison");
            }
            try {
                CompareResult result = comparison.run(path, opened, stop.control(progress));
                CompareReport report = CompareReport.of(result);
                report.write(opened.get().path());
                print(result, report, path);
                return ExitStatus.DONE;
            } catch (StoppedException e) {
                progress.clear();
                err.println("osnas: " + e.getMessage() + " Go on with: ./osnas compare --resume -o " + path);
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

    private void print(CompareResult result, CompareReport report, Path path) {
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(Json.text(result.json()));
        } else {
            out.println(report.markdown());
            out.println("folder: " + path);
        }
        out.flush();
    }
}
