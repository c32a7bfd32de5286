package org.osnas.core.agent;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import org.osnas.api.score.Score;
import org.osnas.api.score.Scorer;
import org.osnas.api.search.Preparation;
import org.osnas.api.search.PreparedSession;
import org.osnas.api.search.SearchContext;
import org.osnas.api.search.SearchSession;
import org.osnas.api.search.SearchStrategy;
import org.osnas.api.search.Trial;
import org.osnas.api.space.Architecture;
import org.osnas.api.spi.BadInputException;
import org.osnas.core.run.TrialLog;
import org.osnas.core.stop.StoppedException;

/**
 * The loop of ask and tell: proposals are taken in batches, scored together, logged, and told to the session in order.
 * A search resumes by replay: scores that the log holds are told again instead of computed.
 */
public final class Search {

    private final SearchContext context;
    private final SearchSession session;
    private final TrialLog log;
    private final Scorer scorer;
    private final int batch;
    private final int replayable;
    private final Map<Architecture, Trial> foreign = new HashMap<>();
    private final List<Trial> trials = new ArrayList<>();
    private List<Architecture> enqueued = List.of();
    private SearchSettings.Stop end = SearchSettings.Stop.NEVER;
    private final Set<Architecture> proposed = new HashSet<>();

    /**
     * @param batch most proposals that are scored together
     */
    public Search(SearchStrategy strategy, SearchContext context, TrialLog log, Scorer scorer, int batch) {
        this.context = context;
        this.session = strategy.start(context);
        this.log = log;
        this.scorer = scorer;
        this.batch = batch;
        this.replayable = log.entries().size();
    }

    /** Scores some architectures first: they count as trials, and the session is told before it proposes. */
    Search enqueue(List<Architecture> first) {
        enqueued = first.stream()
                .map(context.space()::canonical)
                .distinct()
                .limit(context.trials())
                .toList();
        return this;
    }

    /** Ends before all trials are used. */
    Search until(SearchSettings.Stop stop) {
        end = stop;
        return this;
    }

    /**
     * Searches to the end, once, and returns all trials.
     *
     * @param name of the strategy
     * @throws IllegalStateException naming the strategy, if it proposes what it must not
     */
    public List<Trial> run(RunControl control, String name) throws IOException {
        try (session) {
            return search(control, name);
        }
    }

    private List<Trial> search(RunControl control, String name) throws IOException {
        prepare(control);
        control.listener().begin(Phase.SEARCH, name, replayable, context.trials());
        while (trials.size() < context.trials()) {
            Optional<String> reason = end.reason(log.entries().subList(0, trials.size()));
            if (reason.isPresent()) {
                control.listener().note("The search ends after %d trials: %s".formatted(trials.size(), reason.get()));
                break;
            }
            boolean first = trials.size() < enqueued.size();
            List<Architecture> proposals = first
                    ? enqueued.subList(trials.size(), Math.min(enqueued.size(), trials.size() + batch))
                    : propose(control, name);
            if (proposals.isEmpty()) {
                break;
            }
            for (Trial trial : score(proposals, control)) {
                trials.add(trial);
                session.observe(trial);
                if (first) {
                    foreign.put(trial.architecture(), trial);
                }
                if (trial.index() >= replayable) {
                    control.listener().trial(trials.size(), trial);
                }
            }
            if (control.stop().requested() && trials.size() < context.trials()) {
                throw StoppedException.in(Phase.SEARCH.word(), trials.size(), context.trials());
            }
        }
        if (log.entries().size() > trials.size()) {
            throw doesNotFollow(trials.size());
        }
        control.listener().end(Phase.SEARCH);
        return List.copyOf(trials);
    }

    /**
     * Does the work that the session declares before its first proposal, if it declares any; from where it was saved.
     *
     * @param used held-out batches used so far
     * @throws StoppedException if it was asked to stop; all progress is saved
     */
    void prepare(PreparationState saved, LongSupplier used, int checkpointEverySteps, RunControl control, String detail)
            throws IOException {
        if (!(session instanceof PreparedSession prepared)) {
            return;
        }
        Preparation preparation = prepared.preparation();
        saved.restore(preparation);
        long steps = preparation.steps();
        long lastSaved = preparation.done();
        control.listener().begin(Phase.PREPARE, detail, lastSaved, steps);
        control.requireGoingOn(Phase.PREPARE, lastSaved, steps);
        while (preparation.done() < steps) {
            step(preparation, lastSaved, control);
            long done = preparation.done();
            control.listener().progress(done, "before the first proposal");
            boolean stop = control.stop().requested();
            if (stop || done == steps || done % checkpointEverySteps == 0) {
                saved.save(preparation, used.getAsLong());
                lastSaved = done;
            }
            if (stop && done < steps) {
                throw StoppedException.in(Phase.PREPARE.word(), done, steps);
            }
        }
        control.listener().end(Phase.PREPARE);
    }

    /** What is left of the preparation, unseen; a stop drops it. */
    private void prepare(RunControl control) {
        if (session instanceof PreparedSession prepared) {
            Preparation preparation = prepared.preparation();
            while (preparation.done() < preparation.steps()) {
                control.requireGoingOn(Phase.PREPARE, preparation.done(), preparation.steps());
                step(preparation, preparation.done(), control);
            }
        }
    }

    private static void step(Preparation preparation, long lastSaved, RunControl control) {
        control.wholly(Phase.PREPARE, lastSaved, preparation.steps(), () -> {
            preparation.step();
            return null;
        });
    }

    private List<Architecture> propose(RunControl control, String name) {
        List<Architecture> proposals = new ArrayList<>();
        int most = Math.min(batch, context.trials() - trials.size());
        while (proposals.size() < most) {
            control.requireGoingOn(Phase.SEARCH, trials.size(), context.trials());
            Optional<Architecture> proposal =
                    control.wholly(Phase.SEARCH, trials.size(), context.trials(), session::propose);
            if (proposal.isEmpty()) {
                break;
            }
            Architecture architecture = context.space().canonical(proposal.get());
            if (!context.costs().within(architecture, context.budget())) {
                throw new IllegalStateException("Search strategy '%s' proposed %s, which is outside of the budget"
                        .formatted(name, architecture));
            }
            Trial known = foreign.remove(architecture);
            if (known != null) {
                // Scored before the session could propose it.
                session.observe(known);
                proposed.add(architecture);
                continue;
            }
            if (!proposed.add(architecture)) {
                throw new IllegalStateException(
                        "Search strategy '%s' proposed %s a second time; a session proposes no network twice (Proposals keeps that rule)"
                                .formatted(name, architecture));
            }
            proposals.add(architecture);
        }
        return proposals;
    }

    private List<Trial> score(List<Architecture> proposals, RunControl control) throws IOException {
        List<Trial> scored = logged(proposals);
        List<Architecture> rest = proposals.subList(scored.size(), proposals.size());
        if (rest.isEmpty()) {
            return scored;
        }
        long start = System.nanoTime();
        // Not those of the same batch that the log has: they are not known to a search that was not interrupted.
        List<Score> scores = control.wholly(
                Phase.SEARCH,
                trials.size() + scored.size(),
                context.trials(),
                () -> scorer.score(rest, List.copyOf(trials)));
        double seconds = (System.nanoTime() - start) * 1e-9 / rest.size();
        List<TrialLog.Entry> entries = new ArrayList<>();
        for (int i = 0; i < rest.size(); i++) {
            long index = trials.size() + scored.size() + i;
            Score score = scores.get(i);
            Trial trial =
                    new Trial(index, rest.get(i), score.value(), context.costs().costs(rest.get(i)), score.partial());
            entries.add(new TrialLog.Entry(trial, seconds, score.passes()));
        }
        log.append(entries);
        entries.forEach(entry -> scored.add(entry.trial()));
        return scored;
    }

    private List<Trial> logged(List<Architecture> proposals) {
        List<Trial> known = new ArrayList<>();
        List<TrialLog.Entry> entries = log.entries();
        for (int i = 0; i < proposals.size() && trials.size() + i < entries.size(); i++) {
            Trial trial = entries.get(trials.size() + i).trial();
            if (!trial.architecture().equals(proposals.get(i))) {
                throw doesNotFollow(trials.size() + i);
            }
            requireSameCosts(trial);
            known.add(trial);
        }
        return known;
    }

    private void requireSameCosts(Trial trial) {
        Map<String, Double> costs = context.costs().costs(trial.architecture());
        if (!trial.costs().equals(costs)) {
            throw new BadInputException(("Trial %d of trials.jsonl has the costs %s, but the tables of this run say %s."
                            + " Put back the tables or the log of this run, or delete trials.jsonl to search again.")
                    .formatted(trial.index(), new TreeMap<>(trial.costs()), new TreeMap<>(costs)));
        }
    }

    private static BadInputException doesNotFollow(int index) {
        return new BadInputException("Trial " + index + " of trials.jsonl is not what this configuration and version"
                + " would have tried, so the search cannot go on from it. Delete trials.jsonl to search again.");
    }

    /** Trials that have a complete score, best first; among equals the earlier one. */
    public static List<Trial> ranked(List<Trial> trials) {
        return trials.stream().filter(Trial::complete).sorted(Trial.BEST_FIRST).toList();
    }

    /** Time spent on scoring, over all interruptions. */
    double seconds() {
        return log.entries().stream().mapToDouble(TrialLog.Entry::seconds).sum();
    }
}
