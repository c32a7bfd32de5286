package org.osnas.core.compare;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.osnas.api.space.Architecture;
import org.osnas.api.space.SearchSpace;
import org.osnas.api.space.SpaceProvider;
import org.osnas.api.spi.BadInputException;
import org.osnas.api.spi.Capability;
import org.osnas.core.agent.Experiment;
import org.osnas.core.agent.RunControl;
import org.osnas.core.agent.Scoring;
import org.osnas.core.agent.TrainedSupernet;
import org.osnas.core.config.CompareConfig;
import org.osnas.core.config.CompareConfig.RunSubject;
import org.osnas.core.config.CompareConfig.TableSubject;
import org.osnas.core.config.ConfigFile;
import org.osnas.core.config.RunConfig;
import org.osnas.core.config.SpaceSection;
import org.osnas.core.cost.LatencyOptions;
import org.osnas.core.cost.LatencyTables;
import org.osnas.core.registry.Kind;
import org.osnas.core.registry.Registry;
import org.osnas.core.run.RunFolder;
import org.osnas.core.score.ScoreTableFile;

/**
 * A comparison from its configuration to its result. It can be stopped or killed at any moment and run again on the
 * same folder: it goes on with the cells that are missing.
 */
public final class CompareAgent {

    private final CompareConfig config;
    private final Registry registry;
    private final Comparison comparison;

    /**
     * @throws BadInputException for unknown strategies and wrong settings
     */
    public CompareAgent(CompareConfig config, Registry registry) {
        this.config = config;
        this.registry = registry;
        comparison = new Comparison(config, registry);
    }

    /**
     * Runs what is left to do.
     *
     * @param path of the folder, for what it may hold already
     * @param folder made or opened after table, data and budget were found good
     * @throws org.osnas.core.agent.RunStoppedException if it was asked to stop; all progress is saved
     */
    public CompareResult run(Path path, Supplier<CompareFolder> folder, RunControl control) throws IOException {
        if (config.subject() instanceof TableSubject table) {
            Arena arena =
                    new TableArena(ScoreTableFile.read(Path.of(table.file())), space(table.space()), table.budget());
            noteRefused(arena.capabilities(), control);
            return compare(arena, folder.get(), control);
        }
        RunSubject run = (RunSubject) config.subject();
        Path trained = run.path().map(Path::of).filter(Files::isDirectory).orElse(CompareFolder.run(path));
        if (RunFolder.holdsRun(trained)) {
            try (RunFolder runFolder = RunFolder.open(trained)) {
                if (trained.equals(CompareFolder.run(path))) {
                    runFolder.requireConfig(config(run));
                }
                try (Experiment experiment = Experiment.resume(runFolder, registry)) {
                    return compare(experiment, runFolder, folder.get(), control);
                }
            }
        }
        RunConfig begun = config(run);
        LatencyTables latencies = new LatencyTables(LatencyOptions.DEFAULT, control.listener()::note);
        try (Experiment experiment = Experiment.open(begun, registry, latencies)) {
            CompareFolder compareFolder = folder.get();
            experiment.costNotes().forEach(control.listener()::note);
            try (RunFolder runFolder = RunFolder.create(trained)) {
                runFolder.begin(begun, experiment.space(), experiment.costs());
                return compare(experiment, runFolder, compareFolder, control);
            }
        }
    }

    private static RunConfig config(RunSubject run) {
        return run.config().orElseGet(() -> {
            Path file = Path.of(run.path().orElseThrow());
            if (Files.isDirectory(file)) {
                throw new BadInputException("run: " + file + " is not the folder of a run");
            }
            return ConfigFile.load(file, List.of());
        });
    }

    private SearchSpace space(SpaceSection section) {
        SpaceProvider provider = registry.find(Kind.SPACE, section.component());
        return registry.space(
                section.component(),
                section.input().orElse(provider.defaultInput()),
                section.classes().orElse(provider.defaultClasses()));
    }

    private CompareResult compare(Experiment experiment, RunFolder runFolder, CompareFolder folder, RunControl control)
            throws IOException {
        noteRefused(experiment.capabilities(), control);
        try (SupernetArena arena =
                new SupernetArena(experiment, TrainedSupernet.of(experiment, runFolder, control), folder.scores())) {
            List<Architecture> unscored = arena.unscored(config.enumerate());
            if (!unscored.isEmpty()) {
                Scoring.run(arena.scorer(0), unscored, experiment.space().name(), control);
            }
            return compare(arena, folder, control);
        }
    }

    private void noteRefused(Set<Capability> given, RunControl control) {
        comparison.refused(given).forEach((label, reason) -> control.listener()
                .note(label + " is left unranked. " + reason));
    }

    private CompareResult compare(Arena arena, CompareFolder folder, RunControl control) throws IOException {
        List<Cell> cells = comparison.run(arena, folder.cells(), control);
        Standings standings = Standings.of(cells, arena.optimum(), config.seed());
        CompareResult result = new CompareResult(
                config, arena.description(), standings, Curve.of(cells, config.evaluations(), config.seed()));
        result.write(folder.path());
        return result;
    }
}
