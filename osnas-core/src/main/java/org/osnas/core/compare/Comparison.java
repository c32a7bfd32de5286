package org.osnas.core.compare;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.osnas.api.random.Seeds;
import org.osnas.api.search.SearchStrategy;
import org.osnas.api.search.Trial;
import org.osnas.api.spi.BadInputException;
import org.osnas.core.agent.Phase;
import org.osnas.core.agent.RunControl;
import org.osnas.core.agent.RunListener;
import org.osnas.core.agent.Search;
import org.osnas.core.compare.Contest.Entrant;
import org.osnas.core.run.TrialLog;
import org.osnas.core.stop.StopSignal;
import org.osnas.core.stop.StoppedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the grid of strategies and seeds. Every search of a seed has the same root of its draws and sees the same scores,
 * so that searches of one seed are pairs; every strategy may score the same number of architectures, one at a time where
 * the scores allow it, so that each can use all that was observed before. A search that breaks is a failed cell and stops nothing else.
 */
public final class Comparison {

    private static final Logger LOG = LoggerFactory.getLogger(Comparison.class);

    /** The kind of its jobs. */
    public static final String JOBS = "cell";

    private final Contest contest;
    private final Optional<CellJobs> jobs;

    public Comparison(Contest contest) {
        this(contest, Optional.empty());
    }

    private Comparison(Contest contest, Optional<CellJobs> jobs) {
        this.contest = contest;
        this.jobs = jobs;
    }

    /** The same, whose cells may be jobs, since its folder describes it. */
    public Comparison describedIn(CompareFolder folder) {
        return new Comparison(contest, Optional.of(new CellJobs(folder.path())));
    }

    /**
     * Runs the cells that a log does not hold, and says what follows from all of them.
     *
     * @throws StoppedException if it was asked to stop; complete cells are kept
     */
    public CompareResult result(Arena arena, CellLog log, RunControl control) throws IOException {
        List<Cell> cells = run(arena, log, control);
        return new CompareResult(
                contest,
                arena.description() + (contest.objectives().several() ? FrontCells.note(contest.objectives()) : ""),
                Standings.of(
                        cells,
                        contest.objectives().several() ? OptionalDouble.empty() : arena.optimum(),
                        contest.baseline(),
                        contest.seed()),
                CompareResult.Curve.of(cells, contest.evaluations(), contest.seed()));
    }

    /**
     * Runs the cells that the log does not hold, and those that failed before, seed by seed.
     *
     * @return all cells, in the order of strategies, then of seeds
     * @throws StoppedException if it was asked to stop; complete cells are kept
     */
    public List<Cell> run(Arena arena, CellLog log, RunControl control) throws IOException {
        Map<String, String> refused = contest.refused(arena.capabilities());
        control.listener().begin(Phase.COMPARE, contest.entrants().size() + " strategies", 0, total());
        if (control.jobs().isPresent() && jobs.isPresent()) {
            jobs.get().run(arena, missing(log), refused, log, control);
        } else {
            here(arena, refused, log, control);
        }
        List<Cell> cells = new ArrayList<>();
        for (Entrant entrant : contest.entrants()) {
            for (int seed = 0; seed < contest.seeds(); seed++) {
                cells.add(log.find(entrant.label(), seed).orElseThrow());
            }
        }
        return cells;
    }

    private List<CellJobs.Wanted> missing(CellLog log) {
        List<CellJobs.Wanted> missing = new ArrayList<>();
        for (int seed = 0; seed < contest.seeds(); seed++) {
            for (Entrant entrant : contest.entrants()) {
                if (log.find(entrant.label(), seed)
                        .filter(c -> c.failure().isEmpty())
                        .isEmpty()) {
                    missing.add(new CellJobs.Wanted(entrant.label(), seed));
                }
            }
        }
        return missing;
    }

    /**
     * Searches a cell that another process described, in this one.
     *
     * @param what as a job of this comparison says it
     * @return the result of the job
     */
    public ObjectNode job(Arena arena, JsonNode what, StopSignal stop) {
        CellJobs.Wanted wanted = CellJobs.Wanted.parse(what);
        Entrant entrant = contest.entrants().stream()
                .filter(e -> e.label().equals(wanted.label()))
                .findFirst()
                .orElseThrow();
        arena.takeAsked();
        Cell cell = search(arena, entrant, wanted.seed(), new RunControl(RunListener.NONE, stop));
        return CellJobs.result(cell, arena.takeAsked());
    }

    private void here(Arena arena, Map<String, String> refused, CellLog log, RunControl control) throws IOException {
        int done = 0;
        for (int seed = 0; seed < contest.seeds(); seed++) {
            for (Entrant entrant : contest.entrants()) {
                Optional<Cell> known = log.find(entrant.label(), seed);
                control.requireGoingOn(Phase.COMPARE, done, total());
                if (known.filter(c -> c.failure().isEmpty()).isEmpty()) {
                    Cell cell = refused.containsKey(entrant.label())
                            ? Cell.failed(entrant.label(), seed, refused.get(entrant.label()))
                            : search(arena, entrant, seed, control);
                    if (!known.equals(Optional.of(cell))) {
                        log.append(cell);
                    }
                }
                done++;
                control.listener().progress(done, "seed %d of %d".formatted(seed + 1, contest.seeds()));
            }
        }
        control.listener().end(Phase.COMPARE);
    }

    private int total() {
        return contest.seeds() * contest.entrants().size();
    }

    private Cell search(Arena arena, Entrant entrant, int seed, RunControl control) {
        SearchStrategy strategy = entrant.strategy();
        long root = Seeds.derive(contest.seed(), "compare", seed);
        RunControl quiet = new RunControl(RunListener.NONE, control.stop());
        try {
            List<Trial> trials = arena.search(strategy, contest.evaluations(), root, context -> {
                try {
                    return new Search(strategy, context, TrialLog.inMemory(), arena.scorer(seed), arena.batch())
                            .run(quiet, entrant.label());
                } catch (IOException e) {
                    throw new java.io.UncheckedIOException(e);
                }
            });
            return contest.objectives().several()
                    ? FrontCells.of(arena, entrant.label(), seed, trials, contest.objectives())
                    : cell(arena, entrant.label(), seed, trials);
        } catch (StoppedException | java.io.UncheckedIOException e) {
            throw e;
        } catch (RuntimeException e) {
            LOG.warn("{} failed with seed {}", entrant.label(), seed, e);
            return Cell.failed(
                    entrant.label(), seed, e instanceof BadInputException bad ? bad.getMessage() : e.toString());
        }
    }

    private static Cell cell(Arena arena, String label, int seed, List<Trial> trials) {
        List<Cell.Step> steps = new ArrayList<>();
        double best = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < trials.size(); i++) {
            Trial trial = trials.get(i);
            if (trial.complete() && trial.score() > best) {
                best = trial.score();
                steps.add(new Cell.Step(i + 1, trial.architecture(), best, arena.value(trial.architecture())));
            }
        }
        if (steps.isEmpty()) {
            return Cell.failed(label, seed, "None of its %d architectures has a score".formatted(trials.size()));
        }
        return new Cell(label, seed, Optional.empty(), trials.size(), steps);
    }
}
