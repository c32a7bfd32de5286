package org.osnas.core.config;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.osnas.api.space.SearchSpace;
import org.osnas.api.space.SpaceProvider;
import org.osnas.api.spi.BadInputException;
import org.osnas.api.spi.Capability;
import org.osnas.core.agent.MainAgent;
import org.osnas.core.agent.Run;
import org.osnas.core.agent.RunControl;
import org.osnas.core.agent.TrainedSupernet;
import org.osnas.core.compare.Arena;
import org.osnas.core.compare.CompareFolder;
import org.osnas.core.compare.CompareResult;
import org.osnas.core.compare.Comparison;
import org.osnas.core.compare.Contest;
import org.osnas.core.compare.SupernetArena;
import org.osnas.core.compare.TableArena;
import org.osnas.core.config.CompareConfig.RunSubject;
import org.osnas.core.config.CompareConfig.TableSubject;
import org.osnas.core.cost.LatencyOptions;
import org.osnas.core.cost.LatencyTables;
import org.osnas.core.registry.Kind;
import org.osnas.core.registry.Registry;
import org.osnas.core.run.RunFolder;
import org.osnas.core.score.ScoreTableFile;

/**
 * A comparison from its configuration to its result, in a folder. It can be stopped or killed at any moment and run
 * again on the same folder: it goes on with the cells that are missing.
 */
public final class ConfiguredComparison {

    private final CompareConfig config;
    private final Registry registry;
    private final Contest contest;

    /**
     * @throws BadInputException for unknown strategies and wrong settings
     */
    public ConfiguredComparison(CompareConfig config, Registry registry) {
        this.config = config;
        this.registry = registry;
        contest = config.resolve(registry);
    }

    /**
     * Runs what is left to do.
     *
     * @param path of the folder, for what it may hold already
     * @param folder made or opened after table, data and budget were found good
     * @throws org.osnas.core.stop.StoppedException if it was asked to stop; all progress is saved
     */
    public CompareResult run(Path path, Supplier<CompareFolder> folder, RunControl control) throws IOException {
        if (config.subject() instanceof TableSubject table) {
            TableArena arena = arena(table);
            noteRefused(arena.capabilities(), control);
            contest.check(arena.capabilities(), arena.context(contest.evaluations(), contest.seed()));
            return compare(arena, folder.get(), control);
        }
        RunSubject subject = (RunSubject) config.subject();
        Path trained = trained(subject, path);
        return RunFolder.holdsRun(trained)
                ? goOn(trained, trained.equals(CompareFolder.run(path)), subject, folder, control)
                : begin(trained, subject, folder, control);
    }

    private static Path trained(RunSubject subject, Path path) {
        return subject.path().map(Path::of).filter(Files::isDirectory).orElse(CompareFolder.run(path));
    }

    private TableArena arena(TableSubject table) {
        return new TableArena(ScoreTableFile.read(Path.of(table.file())), space(table.space()), table.budget());
    }

    /**
     * What is searched in a comparison that has begun, to search single cells of it; nothing is written. A supernet must be
     * trained to the end.
     */
    public Searched searched(CompareFolder folder) throws IOException {
        if (config.subject() instanceof TableSubject table) {
            return new Searched(new Comparison(contest), arena(table), () -> {});
        }
        RunFolder runFolder = RunFolder.read(trained((RunSubject) config.subject(), folder.path()));
        Run run = RunConfig.resume(runFolder, registry);
        try {
            return new Searched(new Comparison(contest), arena(run, runFolder, folder, RunControl.unattended()), () -> {
                run.close();
                runFolder.close();
            });
        } catch (IOException | RuntimeException e) {
            run.close();
            throw e;
        }
    }

    /**
     * What single cells are searched in.
     *
     * @param held is closed with it
     */
    public record Searched(Comparison comparison, Arena arena, Closeable held) implements Closeable {
        @Override
        public void close() throws IOException {
            arena.close();
            held.close();
        }
    }

    private CompareResult begin(Path trained, RunSubject subject, Supplier<CompareFolder> folder, RunControl control)
            throws IOException {
        LatencyTables latencies =
                new LatencyTables(LatencyOptions.DEFAULT, control.listener()::note).stopOn(control.stop());
        try (Run data = control.stop().await(() -> config(subject).resolve(registry))) {
            Run run = data.measured(latencies, control.listener()::note).check();
            check(run);
            CompareFolder compareFolder = folder.get();
            try (RunFolder runFolder = RunFolder.create(trained)) {
                return compare(run, runFolder, compareFolder, control);
            }
        }
    }

    private CompareResult goOn(
            Path trained, boolean own, RunSubject subject, Supplier<CompareFolder> folder, RunControl control)
            throws IOException {
        try (RunFolder runFolder = RunFolder.open(trained)) {
            if (own) {
                config(subject).requireSame(runFolder, registry);
            }
            try (Run run = control.stop().await(() -> RunConfig.resume(runFolder, registry))) {
                check(run);
                return compare(run, runFolder, folder.get(), control);
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
        int classes = section.classes().orElse(provider.defaultClasses());
        return registry.space(section.component(), section.input().orElse(provider.defaultInput()))
                .classifier(classes);
    }

    private CompareResult compare(Run run, RunFolder runFolder, CompareFolder folder, RunControl control)
            throws IOException {
        noteRefused(run.capabilities(), control);
        try (SupernetArena arena = arena(run, runFolder, folder, control)) {
            arena.scoreAll(config.enumerate(), control);
            return compare(arena, folder, control);
        }
    }

    private SupernetArena arena(Run run, RunFolder runFolder, CompareFolder folder, RunControl control)
            throws IOException {
        MainAgent agent = run.in(runFolder);
        boolean wanted = run.wantsSupernet()
                || contest.entrants().stream()
                        .anyMatch(entrant -> !entrant.strategy().requires().isEmpty());
        Optional<TrainedSupernet> supernet = wanted ? Optional.of(agent.trainSupernet(control)) : Optional.empty();
        return new SupernetArena(run, supernet, agent.scorer(supernet, control), folder.scores());
    }

    private void check(Run run) {
        contest.check(run.capabilities(), run.searchContext(contest.evaluations(), contest.seed()));
    }

    // Before anything trains.
    private void noteRefused(Set<Capability> given, RunControl control) {
        contest.refused(given)
                .forEach((label, reason) -> control.listener().note(label + " is left unranked. " + reason));
    }

    private CompareResult compare(Arena arena, CompareFolder folder, RunControl control) throws IOException {
        CompareResult result = new Comparison(contest).describedIn(folder).result(arena, folder.cells(), control);
        result.write(folder.path());
        return result;
    }
}
