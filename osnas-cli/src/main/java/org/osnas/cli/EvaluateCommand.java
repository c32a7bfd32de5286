package org.osnas.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.osnas.api.search.Trial;
import org.osnas.api.space.Architecture;
import org.osnas.api.spi.BadInputException;
import org.osnas.api.spi.Check;
import org.osnas.core.agent.Epochs;
import org.osnas.core.agent.InheritedNetwork;
import org.osnas.core.agent.RetrainSettings;
import org.osnas.core.agent.RetrainSettings.From;
import org.osnas.core.agent.Retraining;
import org.osnas.core.agent.Run;
import org.osnas.core.agent.RunControl;
import org.osnas.core.config.RunConfig;
import org.osnas.core.registry.Registry;
import org.osnas.core.run.Checkpoint;
import org.osnas.core.run.RunFolder;
import org.osnas.core.run.RunResult.Retrained;
import org.osnas.core.run.RunStore;
import org.osnas.core.run.TrialLog;
import org.osnas.core.run.WeightOrigin;
import org.osnas.core.stop.StoppedException;
import org.osnas.engine.setup.ProcessSetup;
import org.osnas.report.RunReport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Trains an architecture of a run's space, or takes it out of the supernet, with the run's data and settings. */
@Command(
        name = "evaluate",
        description = "Train an architecture, or take it out of the supernet, and print its accuracy.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Example: osnas evaluate runs/quickstart --arch 0,1,2,0,1 --epochs 20",
            "Without training: osnas evaluate runs/quickstart --arch 0,1,2,0,1 --from inherited"
        })
final class EvaluateCommand implements Callable<Integer> {

    @Parameters(paramLabel = "RUN_DIR", description = "Folder of a run.")
    private Path path;

    @Option(names = "--arch", paramLabel = "A", description = "Architecture (default: the best of the run).")
    private String architecture;

    @Option(names = "--epochs", paramLabel = "N", description = "Passes over the data (default: as in the run).")
    private Integer epochs;

    @Option(
            names = "--from",
            paramLabel = "F",
            defaultValue = "scratch",
            description =
                    "Where its weights start: scratch (the default), or inherited, the supernet's with statistics of"
                            + " its own; with --epochs they are trained on from there, with a lower learning rate.")
    private String from;

    @Option(names = "--json", description = "One JSON document on standard output.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        ProcessSetup setup = ProcessSetup.apply();
        try (RunFolder folder = RunFolder.open(path);
                Run run = RunConfig.resume(folder, Registry.standard())) {
            folder.requireSpace(run.space());
            Architecture chosen = run.space().canonical(chosen(folder));
            From start = start();
            RetrainSettings settings = run.retrain().startingFrom(start);
            if (epochs != null) {
                settings = settings.withLength(Epochs.of(Check.atLeast("--epochs", epochs, 1)));
            }
            return evaluate(folder, run, chosen, settings, setup);
        }
    }

    private From start() {
        return switch (from.toLowerCase(Locale.ROOT)) {
            case "scratch" -> From.SCRATCH;
            case "inherited" -> epochs == null ? From.NONE : From.INHERITED;
            default -> throw new BadInputException("--from is scratch or inherited, got '" + from + "'");
        };
    }

    private Architecture chosen(RunFolder folder) throws IOException {
        if (architecture != null) {
            return Architecture.parse(architecture);
        }
        Optional<JsonNode> result = folder.result();
        if (result.isPresent()) {
            return Architecture.parse(result.get().path("architecture").toString());
        }
        return folder.trials().entries().stream()
                .map(TrialLog.Entry::trial)
                .filter(Trial::complete)
                .min(Trial.BEST_FIRST)
                .map(Trial::architecture)
                .orElseThrow(() -> new BadInputException("Run folder " + path
                        + " has no scored architecture yet. Name one with --arch, or finish the search."));
    }

    private int evaluate(RunFolder folder, Run run, Architecture chosen, RetrainSettings settings, ProcessSetup setup)
            throws IOException {
        PrintWriter err = spec.commandLine().getErr();
        WeightOrigin origin = settings.from().gives();
        long steps = settings.steps(run.data());
        String name = origin == WeightOrigin.INHERITED
                ? RunStore.evaluationInherited(chosen)
                : RunStore.evaluation(origin, chosen, steps);
        try (RunLog log = RunLog.to(folder.log(), setup);
                ProgressView progress = ProgressView.of(spec);
                GracefulStop stop = GracefulStop.install(err)) {
            log.info("evaluate " + chosen + ", " + origin.word());
            ObjectNode node = network(folder, run, chosen, settings, name, stop.control(progress));
            folder.writeJson(name + ".json", node);
            RunReport.update(run, folder);
            print(folder.path().resolve(name + ".json"), node);
            return ExitStatus.DONE;
        } catch (StoppedException e) {
            err.println("osnas: " + e.getMessage() + " The same command goes on from there.");
            err.flush();
            return ExitStatus.STOPPED;
        }
    }

    private static ObjectNode network(
            RunFolder folder, Run run, Architecture chosen, RetrainSettings settings, String name, RunControl control)
            throws IOException {
        if (settings.from() == From.NONE) {
            try (InheritedNetwork network = run.in(folder).inherited(chosen, control)) {
                return report(run, settings, network.evaluate(run.data(), control), network.steps(), 0);
            }
        }
        if (settings.from() == From.INHERITED) {
            run.in(folder).inherited(chosen, control).close();
        }
        Optional<Architecture> taughtBy = settings.teacher(run.space(), chosen);
        try (Retraining retraining = retraining(folder, run, chosen, settings, folder.checkpoint(name));
                InheritedNetwork teacher =
                        taughtBy.isPresent() ? run.in(folder).inherited(taughtBy.get(), control) : null) {
            if (teacher != null) {
                retraining.learnFrom(teacher);
            }
            return report(run, settings, retraining.run(control), retraining.steps(), retraining.seconds());
        }
    }

    private static Retraining retraining(
            RunFolder folder, Run run, Architecture chosen, RetrainSettings settings, Checkpoint state)
            throws IOException {
        return settings.from() == From.SCRATCH
                ? new Retraining(run, chosen, run.data(), settings, run.seed(), state)
                : Retraining.finetuning(run, chosen, run.data(), settings, run.seed(), state, folder.inherited(chosen));
    }

    private static ObjectNode report(
            Run run, RetrainSettings settings, Retrained retrained, long steps, double seconds) {
        ObjectNode node = Json.object();
        node.put("space", run.space().name());
        node.set("architecture", Json.of(retrained.architecture()));
        node.set("cost", Json.costs(Json.object(), run.costs().costs(retrained.architecture())));
        node.put("weights", settings.from().gives().word());
        node.put("steps", steps);
        retrained.putTo(node);
        node.put("seed", run.seed());
        node.put("seconds", Math.round(seconds * 1000) / 1000.0);
        return node;
    }

    private void print(Path file, ObjectNode node) {
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(Json.text(node));
        } else {
            out.printf(
                    Locale.ROOT,
                    "%s, %s: %.4f on the test images, %.4f on the validation images (%s)%n",
                    Architecture.parse(node.path("architecture").toString()),
                    node.path("weights").asText(),
                    node.path("test_score").asDouble(),
                    node.path("validation_score").asDouble(),
                    file);
        }
        out.flush();
    }
}
