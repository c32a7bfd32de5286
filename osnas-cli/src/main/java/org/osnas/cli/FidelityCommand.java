package org.osnas.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.osnas.api.score.ScoringMethod;
import org.osnas.api.spi.Check;
import org.osnas.core.agent.Epochs;
import org.osnas.core.agent.RetrainSettings;
import org.osnas.core.agent.Run;
import org.osnas.core.agent.Run.Named;
import org.osnas.core.agent.Steps;
import org.osnas.core.config.RunConfig;
import org.osnas.core.fidelity.Fidelity;
import org.osnas.core.fidelity.FidelityAgent;
import org.osnas.core.registry.ComponentRef;
import org.osnas.core.registry.Registry;
import org.osnas.core.run.RunFolder;
import org.osnas.core.score.ScoreTable;
import org.osnas.core.score.ScoreTableFile;
import org.osnas.core.stop.StoppedException;
import org.osnas.engine.setup.ProcessSetup;
import org.osnas.report.FidelityReport;
import org.osnas.report.RunReport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Tells how well the supernet of a run ranks architectures. */
@Command(
        name = "fidelity",
        description =
                "Tell how well the supernet of a run ranks: its scores against accuracies after training from scratch.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "It can be stopped at any time; the same command goes on, from RUN_DIR/fidelity.",
            "Example: osnas fidelity runs/quickstart --architectures 20 --steps 300",
            "         osnas fidelity runs/quickstart --table scores.csv",
            "         osnas fidelity runs/quickstart --table scores.csv --scorer synflow"
        })
final class FidelityCommand implements Callable<Integer> {

    private static final int ARCHITECTURES = 20;

    @Parameters(paramLabel = "RUN_DIR", description = "Folder of a run whose supernet is trained.")
    private Path path;

    @Option(
            names = "--architectures",
            paramLabel = "N",
            description = "So many, drawn uniformly within the budget (default: 20; all of a table).")
    private Integer architectures;

    @Option(names = "--epochs", paramLabel = "N", description = "Length of each training (default: as in the run).")
    private Integer epochs;

    @Option(names = "--steps", paramLabel = "N", description = "Length of each training, in steps.")
    private Integer steps;

    @Option(names = "--seeds", paramLabel = "N", description = "Trainings of each architecture (default: 1).")
    private Integer seeds;

    @Option(names = "--table", paramLabel = "FILE", description = "Take accuracies from a score table; train nothing.")
    private Path table;

    @Option(
            names = "--scorer",
            paramLabel = "NAME",
            description = "What ranks, in place of the run's scorer: snip, or '{name: train, settings: {steps: 100}}'"
                    + " (osnas list scorers).")
    private String scorer;

    @Option(names = "--json", description = "One JSON document on standard output.")
    private boolean json;

    @Mixin
    private RunnerOption runner;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        Check.that(epochs == null || steps == null, "Give --epochs or --steps, not both");
        Check.that(
                table == null || (epochs == null && steps == null && seeds == null),
                "--table takes accuracies from a file, so --epochs, --steps and --seeds mean nothing. Leave them out.");
        int count = architectures == null ? ARCHITECTURES : Check.atLeast("--architectures", architectures, 2);
        int trainings = seeds == null ? 1 : Check.atLeast("--seeds", seeds, 1);
        Optional<Named<ScoringMethod>> method = method();
        Optional<ScoreTable> known = Optional.ofNullable(table).map(ScoreTableFile::read);
        PrintWriter err = spec.commandLine().getErr();
        ProcessSetup setup = ProcessSetup.apply();
        try (RunFolder folder = RunFolder.open(path);
                Run run = RunConfig.resume(folder, Registry.standard());
                RunLog log = RunLog.to(folder.log(), setup);
                ProgressView progress = ProgressView.of(spec);
                GracefulStop stop = GracefulStop.install(err);
                RunnerOption jobs = runner) {
            log.info("fidelity");
            FidelityAgent ofSupernet = new FidelityAgent(run, folder, jobs.in(stop.control(progress)));
            FidelityAgent agent = method.map(ofSupernet::of).orElse(ofSupernet);
            Fidelity fidelity = known.isPresent()
                    ? agent.fromTable(known.get(), Optional.ofNullable(architectures))
                    : fromScratch(agent, count, trainings, RunConfig.of(folder));
            FidelityReport report = FidelityReport.of(fidelity);
            RunReport.update(run, folder);
            print(fidelity, report, report.write(folder.path().resolve(FidelityAgent.FOLDER), agent.name()));
            return ExitStatus.DONE;
        } catch (StoppedException e) {
            err.println("osnas: " + e.getMessage() + " The same command goes on from there.");
            err.flush();
            return ExitStatus.STOPPED;
        }
    }

    private Optional<Named<ScoringMethod>> method() {
        if (scorer == null) {
            return Optional.empty();
        }
        ComponentRef ref = ComponentRef.parse("--scorer", scorer);
        return Optional.of(new Named<>(ref.name(), Registry.standard().scorer(ref)));
    }

    private Fidelity fromScratch(FidelityAgent agent, int count, int trainings, RunConfig config) throws IOException {
        RetrainSettings settings = retrain(config.retrain());
        return agent.fromScratch(
                count, trainings, settings, config.withRetrain(settings).retrainingYaml(Registry.standard()));
    }

    private RetrainSettings retrain(RetrainSettings settings) {
        if (epochs != null) {
            return settings.withLength(Epochs.of(Check.atLeast("--epochs", epochs, 1)));
        }
        return steps == null ? settings : settings.withLength(Steps.of(Check.atLeast("--steps", steps, 1)));
    }

    private void print(Fidelity fidelity, FidelityReport report, Path plot) {
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(Json.text(fidelity.json()));
        } else {
            out.printf(
                    "Scores by %s of %d architectures against their accuracies%n%s%s%n",
                    scorer == null ? "the run's scorer" : scorer,
                    fidelity.pairs().size(),
                    report.text(),
                    plot);
        }
        out.flush();
    }
}
