package org.osnas.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.osnas.core.agent.Run;
import org.osnas.core.agent.RunControl;
import org.osnas.core.config.ConfigFile;
import org.osnas.core.config.RunConfig;
import org.osnas.core.run.RunFolder;
import org.osnas.core.run.RunResult;
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
final class SearchCommand implements Callable<Integer>, RunSession.Work {

    @Mixin
    private ConfigOptions options;

    @Option(
            names = "--supernet",
            paramLabel = "RUN_DIR",
            description =
                    "Use the supernet that another run trained, instead of training one. What the configuration does"
                            + " not say of space, task, data and supernet is as there; what it says must not differ.")
    private Path supernet;

    @Mixin
    private RunnerOption runner;

    @Option(names = "--json", description = "Print result.json on standard output.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        return new RunSession(spec, options, this::config, Optional.ofNullable(supernet), this).open();
    }

    private RunConfig config() {
        return supernet == null
                ? ConfigFile.load(options.file(), options.overrides())
                : ConfigFile.load(options.file(), options.overrides(), supernet);
    }

    @Override
    public void announce(Run run, RunFolder folder, RunLog log, ProgressView progress) {
        log.info("Run folder " + folder.path());
        progress.note("Run folder " + folder.path());
    }

    @Override
    public void run(Run run, RunFolder folder, RunControl control) throws IOException {
        try (RunnerOption jobs = runner) {
            RunResult result = run.in(folder).run(jobs.in(control));
            RunReport.update(run, folder);
            print(result, folder);
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
