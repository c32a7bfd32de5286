package org.osnas.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.LongStream;
import org.osnas.api.space.Architecture;
import org.osnas.api.spi.Check;
import org.osnas.core.agent.Run;
import org.osnas.core.agent.RunControl;
import org.osnas.core.agent.ScratchTraining;
import org.osnas.core.config.ConfigFile;
import org.osnas.core.config.RunConfig;
import org.osnas.core.cost.LatencyOptions;
import org.osnas.core.cost.LatencyTables;
import org.osnas.core.registry.Registry;
import org.osnas.core.run.Store;
import org.osnas.core.score.ScoreTable;
import org.osnas.core.score.ScoreTableFile;
import org.osnas.core.stop.StoppedException;
import org.osnas.engine.setup.ProcessSetup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Trains architectures from scratch and writes their accuracies, a table that 'compare' and 'fidelity' read. */
@Command(
        name = "scores",
        description = "Train architectures from scratch and write a table of their accuracies by seed.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "It can be stopped at any time; the same command goes on, from FILE.jsonl.",
            "Example: osnas table scores -c examples/quickstart.yaml --set retrain.steps=300 --seeds 3 -o scores.csv"
        })
final class TableScoresCommand implements Callable<Integer> {

    @Option(
            names = {"-c", "--config"},
            required = true,
            paramLabel = "FILE",
            description = "Configuration of a run: its space, data, search.budget and retrain count.")
    private Path configFile;

    @Option(names = "--set", paramLabel = "KEY=VALUE", description = "Overrides a key, such as retrain.steps=300.")
    private List<String> overrides = List.of();

    @Option(
            names = "--architectures",
            paramLabel = "N",
            description = "So many, drawn uniformly within the budget (default: all within the budget).")
    private Integer architectures;

    @Option(
            names = "--seeds",
            paramLabel = "N",
            defaultValue = "1",
            description = "Trainings of each architecture, from the seeds seed, seed + 1, … (default: 1).")
    private int seeds;

    @Option(
            names = {"-o", "--output"},
            required = true,
            paramLabel = "FILE",
            description = "The table, a file .csv.")
    private Path output;

    @Mixin
    private RunnerOption runner;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        ProcessSetup.apply();
        Check.atLeast("--seeds", seeds, 1);
        Check.that(output.toString().endsWith(".csv"), "-o %s: the name of a score table ends in .csv", output);
        RunConfig config = ConfigFile.load(configFile, overrides);
        PrintWriter err = spec.commandLine().getErr();
        Path folder = output.getParent() == null ? Path.of("") : output.getParent();
        List<Long> numbers =
                LongStream.range(0, seeds).map(i -> config.seed() + i).boxed().toList();
        try (Run resolved = config.resolve(Registry.standard());
                ProgressView progress = ProgressView.of(spec);
                GracefulStop stop = GracefulStop.install(err);
                RunnerOption jobs = runner) {
            RunControl control = jobs.in(stop.control(progress));
            Run run = resolved.measured(
                            new LatencyTables(LatencyOptions.DEFAULT, line -> {}).stopOn(control.stop()),
                            progress::note)
                    .check();
            List<Architecture> sample = architectures == null
                    ? ScratchTraining.all(run.searchContext())
                    : ScratchTraining.sample(run, Check.atLeast("--architectures", architectures, 1));
            ScratchTraining training = new ScratchTraining(
                    run,
                    config.retrain(),
                    config.retrainingYaml(Registry.standard()),
                    Store.in(folder),
                    output.getFileName().toString());
            training.run(sample, numbers, control);
            ScoreTable table = training.table(output.toString(), sample, numbers);
            ScoreTableFile.write(output, table);
            PrintWriter out = spec.commandLine().getOut();
            long failed = table.rows().stream()
                    .flatMap(row -> row.scores().stream())
                    .filter(score -> score.isNaN())
                    .count();
            out.printf(
                    "%d architectures, %d trainings%s: %s%n",
                    sample.size(),
                    sample.size() * seeds,
                    failed == 0 ? "" : " (" + failed + " failed, with empty cells)",
                    output);
            out.flush();
            return ExitStatus.DONE;
        } catch (StoppedException e) {
            err.println("osnas: " + e.getMessage() + " The same command goes on from there.");
            err.flush();
            return ExitStatus.STOPPED;
        }
    }
}
