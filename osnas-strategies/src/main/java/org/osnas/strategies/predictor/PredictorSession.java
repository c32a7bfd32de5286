package org.osnas.strategies.predictor;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.osnas.api.search.Proposals;
import org.osnas.api.search.SearchContext;
import org.osnas.api.search.SearchSession;
import org.osnas.api.search.Trial;
import org.osnas.api.space.Architecture;
import org.osnas.strategies.predictor.GaussianProcess.Belief;
import org.osnas.strategies.predictor.GaussianProcess.Kernel;
import org.osnas.strategies.search.Crossover;
import org.osnas.strategies.search.Mutation;
import org.osnas.strategies.search.Selection;
import org.osnas.strategies.search.Variation;

/** One search of {@link PredictorSearch}. */
final class PredictorSession implements SearchSession {

    private static final int PARENTS = 10;
    /** Most single changes that improve the winning candidate. */
    private static final int CLIMBS = 20;
    /** Growth of the history after which the kernel is chosen again. */
    private static final double GROWTH = 1.1;

    private final PredictorSearch config;
    private final SearchContext context;
    private final int initial;
    private final Proposals proposals;
    private final Variation variation;
    private final List<Trial> history = new ArrayList<>();
    private final Set<Architecture> pending = new LinkedHashSet<>();
    private @Nullable Kernel kernel;
    private int kernelAge;

    PredictorSession(PredictorSearch config, SearchContext context) {
        this.config = config;
        this.context = context;
        this.initial = config.initial(context.trials());
        this.proposals = new Proposals(context);
        Variation crossover = Selection.uniform().cross(Crossover.uniform());
        Variation neighbour = Selection.uniform().mutate(Mutation.oneLayer());
        this.variation = Variation.mix(0.5, crossover, neighbour)
                .then(Mutation.eachLayer(1.0 / context.space().depth()));
    }

    @Override
    public Optional<Architecture> propose() {
        Optional<Architecture> next = proposals.next(random -> proposals.size() < initial || history.size() < 2
                ? proposals.draw(random)
                : mostPromising(random).or(() -> proposals.draw(random)));
        next.ifPresent(pending::add);
        return next;
    }

    @Override
    public void observe(Trial trial) {
        pending.remove(trial.architecture());
        if (Double.isFinite(trial.score())) {
            history.add(trial);
        }
    }

    private Optional<Architecture> mostPromising(RandomGenerator random) {
        List<Architecture> known = history.stream().map(Trial::architecture).toList();
        double[] scores = history.stream().mapToDouble(Trial::score).toArray();
        if (kernel == null || history.size() > GROWTH * kernelAge) {
            kernel = Kernel.mostLikely(known, scores);
            kernelAge = history.size();
        }
        GaussianProcess process = GaussianProcess.of(kernel, known, scores);
        // The best by belief, not by score: a lucky evaluation is no mark to beat.
        double best =
                known.stream().mapToDouble(a -> process.belief(a).mean()).max().orElseThrow();
        GaussianProcess model = process.expecting(List.copyOf(pending));
        Optional<Candidate> winner = best(candidates(random), model, best);
        for (int i = 0; i < CLIMBS && winner.isPresent(); i++) {
            Candidate current = winner.get();
            Optional<Candidate> neighbour = best(proposals.neighbours(current.architecture), model, best);
            if (neighbour.isEmpty() || Candidate.ORDER.compare(neighbour.get(), current) <= 0) {
                break;
            }
            winner = neighbour;
        }
        return winner.map(Candidate::architecture);
    }

    private Set<Architecture> candidates(RandomGenerator random) {
        List<Trial> parents =
                history.stream().sorted(Trial.BEST_FIRST).limit(PARENTS).toList();
        Set<Architecture> candidates = new LinkedHashSet<>();
        for (int i = 0; i < config.candidates(); i++) {
            candidates.add(context.space()
                    .canonical(
                            i % 2 == 0
                                    ? context.sampler().sample(random)
                                    : variation.child(parents, context.space(), random)));
        }
        return candidates;
    }

    /** The first of the best among those that may be proposed. */
    private Optional<Candidate> best(Collection<Architecture> candidates, GaussianProcess model, double best) {
        Candidate winner = null;
        for (Architecture architecture : candidates) {
            if (!proposals.admits(architecture)) {
                continue;
            }
            Belief belief = model.belief(architecture);
            Candidate candidate = new Candidate(architecture, belief.mean(), ExpectedImprovement.of(belief, best));
            if (winner == null || Candidate.ORDER.compare(candidate, winner) > 0) {
                winner = candidate;
            }
        }
        return Optional.ofNullable(winner);
    }

    private record Candidate(Architecture architecture, double mean, double improvement) {
        /** By improvement; where none is left that a double can hold, by mean. */
        static final Comparator<Candidate> ORDER =
                Comparator.comparingDouble(Candidate::improvement).thenComparingDouble(Candidate::mean);
    }
}
