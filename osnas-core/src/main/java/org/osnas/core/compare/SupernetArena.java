package org.osnas.core.compare;

import java.io.IOException;
import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Function;
import org.osnas.api.cost.FeasibleArchitectures;
import org.osnas.api.score.Score;
import org.osnas.api.score.Scorer;
import org.osnas.api.search.SearchContext;
import org.osnas.api.search.SearchStrategy;
import org.osnas.api.search.Trial;
import org.osnas.api.space.Architecture;
import org.osnas.api.spi.Capability;
import org.osnas.api.task.Split;
import org.osnas.core.agent.Run;
import org.osnas.core.agent.RunControl;
import org.osnas.core.agent.TrainedSupernet;
import org.osnas.core.internal.file.JsonLines;
import org.osnas.core.internal.score.CachedScorer;
import org.osnas.core.internal.score.Scoring;
import org.osnas.core.score.SupernetScoring;
import org.osnas.core.supernet.SupernetRelaxation;

/**
 * One trained supernet, or another scorer of a run. All searches see the same scores, each computed once; what a search
 * found is reported by that score too. Where scores depend on those beside, each search scores in batches of its own.
 */
public final class SupernetArena implements Arena {

    private final Run run;
    private final Optional<TrainedSupernet> supernet;
    private final Scorer fresh;
    private final CachedScorer scorer;
    private final Map<Architecture, Double> asked = new LinkedHashMap<>();

    /**
     * @param run whose scorer gives the scores; its budget holds
     * @param supernet of the run, if anything asks for it
     * @param scores keeps the scores
     * @throws org.osnas.core.file.FileException if it keeps those of another supernet or scorer
     */
    public SupernetArena(Run run, Optional<TrainedSupernet> supernet, Scorer scorer, JsonLines scores)
            throws IOException {
        this.run = run;
        this.supernet = supernet;
        this.fresh = scorer;
        this.scorer = CachedScorer.open(scorer, run.scoreIdentity(), scores);
    }

    /**
     * Scores the architectures within the budget that have no score yet, if there are few, so that the optimum is known.
     *
     * @param most if there are more of them within the budget, nothing is scored
     * @throws org.osnas.core.stop.StoppedException if it was asked to stop
     */
    public void scoreAll(int most, RunControl control) {
        List<Architecture> unscored = together() ? List.of() : unscored(most);
        if (!unscored.isEmpty()) {
            Scoring.run(scorer, unscored, run.space().name(), control);
        }
    }

    /** The architectures within the budget that have no score yet, if there are at most so many within the budget. */
    private List<Architecture> unscored(int most) {
        SearchContext context = context(1, 0);
        if (context.sampler().count().compareTo(BigInteger.valueOf(most)) > 0) {
            return List.of();
        }
        return FeasibleArchitectures.of(context.space(), context.costs(), context.budget()).stream()
                .filter(a -> !scorer.known().containsKey(a))
                .toList();
    }

    @Override
    public Set<Capability> capabilities() {
        return run.capabilities();
    }

    @Override
    public <T> T search(SearchStrategy strategy, int evaluations, long seed, Function<SearchContext, T> search) {
        SearchContext context = context(evaluations, seed);
        if (strategy.requires().contains(Capability.TRAINED_LOGITS)) {
            context =
                    context.withLogits(supernet.flatMap(TrainedSupernet::logits).orElseThrow());
        }
        if (!strategy.requires().contains(Capability.RELAXED_MODEL)) {
            return search.apply(context);
        }
        try (SupernetRelaxation relaxed =
                supernet.flatMap(TrainedSupernet::relaxation).orElseThrow()) {
            return search.apply(context.withRelaxed(relaxed));
        }
    }

    private SearchContext context(int evaluations, long seed) {
        return run.searchContext(evaluations, seed);
    }

    @Override
    public Scorer scorer(int number) {
        return together() ? keepingComplete() : this::score;
    }

    private List<Score> score(List<Architecture> architectures, List<Trial> before) {
        List<Score> scores = scorer.score(architectures, before);
        for (int i = 0; i < scores.size(); i++) {
            asked.put(architectures.get(i), scores.get(i).value());
        }
        return scores;
    }

    @Override
    public Map<Architecture, Double> takeAsked() {
        Map<Architecture, Double> taken = new LinkedHashMap<>(asked);
        asked.clear();
        return taken;
    }

    @Override
    public void keep(Map<Architecture, Double> learned) {
        learned.forEach(scorer::keep);
    }

    private boolean together() {
        return run.scorer().it().together();
    }

    @Override
    public int batch() {
        return together() ? run.search().batch() : 1;
    }

    /** Scores anew at every call, and keeps those that were trained to the end, by which what was found is reported. */
    private Scorer keepingComplete() {
        return (architectures, before) -> {
            List<Score> scores = fresh.score(architectures, before);
            for (int i = 0; i < scores.size(); i++) {
                if (scores.get(i).complete()) {
                    scorer.keep(architectures.get(i), scores.get(i).value());
                    asked.put(architectures.get(i), scores.get(i).value());
                }
            }
            return scores;
        };
    }

    @Override
    public double value(Architecture architecture) {
        return scorer.known().getOrDefault(architecture, Double.NaN);
    }

    @Override
    public OptionalDouble optimum() {
        SearchContext context = context(1, 0);
        BigInteger scored = BigInteger.valueOf(scorer.known().size());
        return scored.equals(context.sampler().count())
                ? scorer.known().values().stream()
                        .mapToDouble(v -> v)
                        .filter(v -> !Double.isNaN(v))
                        .max()
                : OptionalDouble.empty();
    }

    @Override
    public double[] mostCosts(List<String> metrics) {
        return metrics.stream()
                .mapToDouble(metric -> run.costs().table(metric).max())
                .toArray();
    }

    @Override
    public String description() {
        String how = run.scorer().it().equals(SupernetScoring.DEFAULT)
                ? "with the shared weights"
                : "by " + run.scorer().name();
        return String.format(
                Locale.ROOT,
                "%s: %s architectures within the budget, scored %s on %d validation examples.",
                supernet.map(trained -> "The supernet of %s after %d steps of %s"
                                .formatted(
                                        run.space().name(),
                                        trained.steps(),
                                        run.trainingStrategy().name()))
                        .orElse("Networks of " + run.space().name()),
                context(1, 0).sampler().count(),
                how,
                run.data().size(Split.VALIDATION));
    }

    @Override
    public void close() {
        fresh.close();
        supernet.ifPresent(TrainedSupernet::close);
    }
}
