package org.osnas.strategies.score;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.osnas.api.random.Seeds;
import org.osnas.api.score.Score;
import org.osnas.api.score.Scorer;
import org.osnas.api.score.ScorerProvider;
import org.osnas.api.score.ScoringContext;
import org.osnas.api.score.ScoringMethod;
import org.osnas.api.score.ScratchNetworks;
import org.osnas.api.space.Architecture;
import org.osnas.api.spi.Settings;

/**
 * Several brackets of {@link SuccessiveHalving} side by side, each of which gives the worst up later than the one before,
 * since nobody knows how soon the better architectures can be told (Li et al. 2018, "Hyperband", <a
 * href="https://arxiv.org/abs/1603.06560">arXiv 1603.06560</a>). The architectures that are scored together are dealt to
 * the brackets at random, in shares such that each bracket spends about as many steps.
 *
 * @param longest the bracket that gives up earliest
 */
public record Hyperband(SuccessiveHalving longest) implements ScoringMethod {

    @Override
    public boolean together() {
        return true;
    }

    @Override
    public Scorer start(ScoringContext context) {
        ScratchNetworks networks = context.fromScratch();
        return (architectures, before) -> score(networks, architectures, context.seed(), before.size());
    }

    /** One that gives up at every rung, one that waits for the second, and so on; the last trains all to the end. */
    List<Halving> brackets() {
        return longest.halving().rungs().stream()
                .map(rung -> new Halving(longest.steps(), rung, longest.factor()))
                .toList();
    }

    /** How many of a number of architectures each bracket gets; at least one as long as there are any. */
    static int[] shares(List<Halving> brackets, int architectures) {
        double[] wanted = brackets.stream()
                .mapToDouble(bracket -> 1 / stepsOfOne(bracket))
                .toArray();
        double all = 0;
        for (double w : wanted) {
            all += w;
        }
        int[] shares = new int[wanted.length];
        int left = architectures;
        for (int b = wanted.length - 1; b > 0; b--) {
            shares[b] = Math.min(left, (int) Math.max(1, Math.round(architectures * wanted[b] / all)));
            left -= shares[b];
        }
        shares[0] = left;
        return shares;
    }

    /** Mean steps of an architecture in a bracket. */
    private static double stepsOfOne(Halving bracket) {
        double steps = 0;
        double share = 1;
        int before = 0;
        for (int rung : bracket.rungs()) {
            steps += share * (rung - before);
            before = rung;
            share /= bracket.factor();
        }
        return steps;
    }

    private List<Score> score(ScratchNetworks networks, List<Architecture> architectures, long seed, int before) {
        List<Integer> dealt = new ArrayList<>();
        for (int i = 0; i < architectures.size(); i++) {
            dealt.add(i);
        }
        Seeds.shuffle(dealt, Seeds.generator(seed, "brackets", before));
        @Nullable Score[] scores = new @Nullable Score[architectures.size()];
        List<Halving> brackets = brackets();
        int[] shares = shares(brackets, architectures.size());
        int from = 0;
        for (int b = 0; b < shares.length; b++) {
            List<Integer> part = dealt.subList(from, from + shares[b]);
            from += shares[b];
            List<Architecture> own = part.stream().map(architectures::get).toList();
            List<Score> scored = own.isEmpty() ? List.of() : brackets.get(b).score(networks, own);
            for (int i = 0; i < scored.size(); i++) {
                scores[part.get(i)] = scored.get(i);
            }
        }
        List<Score> all = new ArrayList<>();
        for (@Nullable Score score : scores) {
            all.add(Objects.requireNonNull(score));
        }
        return all;
    }

    /** Registers {@code hyperband}, with the settings of {@code successive-halving}. */
    public static final class Provider implements ScorerProvider {
        @Override
        public String name() {
            return "hyperband";
        }

        @Override
        public String description() {
            return "successive halving in brackets that give up sooner and later (Hyperband, 2018)";
        }

        @Override
        public ScoringMethod create(Settings settings) {
            return new Hyperband(SuccessiveHalving.of(settings));
        }
    }
}
