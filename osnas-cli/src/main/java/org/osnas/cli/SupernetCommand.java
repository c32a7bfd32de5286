package org.osnas.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.osnas.core.agent.Run;
import org.osnas.core.agent.RunControl;
import org.osnas.core.agent.TrainedSupernet;
import org.osnas.core.config.ConfigFile;
import org.osnas.core.run.RunFolder;
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
final class SupernetCommand implements Callable<Integer>, RunSession.Work {

    @Mixin
    private ConfigOptions options;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        return new RunSession(
                        spec,
                        options,
                        () -> ConfigFile.load(options.file(), options.overrides()),
                        Optional.empty(),
                        this)
                .open();
    }

    @Override
    public void announce(Run run, RunFolder folder, RunLog log, ProgressView progress) {
        log.info("supernet of " + run.space().name());
    }

    @Override
    public void run(Run run, RunFolder folder, RunControl control) throws IOException {
        try (TrainedSupernet supernet = run.in(folder).trainSupernet(control)) {
            PrintWriter out = spec.commandLine().getOut();
            out.printf(
                    "supernet %s of %s, %,d steps in %s%n",
                    run.supernetIdentity().hash().substring(0, 16),
                    run.space().name(),
                    supernet.steps(),
                    folder.path());
            out.flush();
        }
    }
}
