package org.osnas.api.search;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.osnas.api.cost.FeasibleArchitectures;
import org.osnas.api.cost.Neighbours;
import org.osnas.api.random.Seeds;
import org.osnas.api.space.Architecture;

/**
 * The book-keeping of a search session: never more proposals than trials, never one twice, none outside the budget, a
 * generator of its own for every proposal, and uniform draws among what is left. A session that proposes through
 * {@link #next} keeps those rules of {@link SearchSession} by construction. Not thread-safe.
 */
public final class Proposals {

    private static final int DRAWS = 64;

    private final SearchContext context;
    private final BigInteger feasible;
    private final Set<Architecture> proposed = new HashSet<>();
    /** What may still be proposed, once it was listed. */
    private @Nullable List<Architecture> remainder;

    public Proposals(SearchContext context) {
        this.context = context;
        this.feasible = context.sampler().count();
    }

    /** How many proposals were made. */
    public int size() {
        return proposed.size();
    }

    /** Whether an architecture may be proposed: within the budget, and another network than those proposed before. */
    public boolean admits(Architecture architecture) {
        Architecture canonical = context.space().canonical(architecture);
        return !proposed.contains(canonical) && context.costs().within(canonical, context.budget());
    }

    /**
     * Makes the next proposal, in its {@linkplain org.osnas.api.space.SearchSpace#canonical canonical form}.
     *
     * @param choose gets the generator of this proposal, which depends only on the root seed and on {@link #size};
     *     empty if it needs observations first or finds nothing more
     * @return empty if all trials are used or {@code choose} gave nothing
     * @throws IllegalStateException if {@code choose} gave an architecture that {@link #admits} does not
     */
    public Optional<Architecture> next(Function<RandomGenerator, Optional<Architecture>> choose) {
        if (proposed.size() >= context.trials()) {
            return Optional.empty();
        }
        Optional<Architecture> choice = choose.apply(Seeds.generator(context.seed(), "propose", proposed.size()));
        return choice.map(architecture -> {
            if (!admits(architecture)) {
                throw new IllegalStateException("The search strategy chose " + architecture
                        + ", which it proposed before or which is outside the budget; ask Proposals.admits first");
            }
            Architecture canonical = context.space().canonical(architecture);
            proposed.add(canonical);
            return canonical;
        });
    }

    /** All architectures within the budget that differ from this one in one choice, whether proposed before or not. */
    public List<Architecture> neighbours(Architecture architecture) {
        return Neighbours.of(architecture, context.space(), context.costs(), context.budget());
    }

    /** The first of at most {@code tries} ideas that may be proposed. */
    public Optional<Architecture> firstAdmitted(int tries, Supplier<Architecture> idea) {
        for (int i = 0; i < tries; i++) {
            Architecture architecture = idea.get();
            if (admits(architecture)) {
                return Optional.of(architecture);
            }
        }
        return Optional.empty();
    }

    /**
     * One of the architectures that may still be proposed, uniformly. Bounded: the sampler is asked while at least half
     * of the feasible architectures are new, then they are listed.
     *
     * @return empty if every feasible architecture was proposed
     */
    public Optional<Architecture> draw(RandomGenerator random) {
        if (remainder == null && BigInteger.valueOf(2L * proposed.size()).compareTo(feasible) < 0) {
            Optional<Architecture> fresh =
                    firstAdmitted(DRAWS, () -> context.sampler().sample(random));
            if (fresh.isPresent()) {
                return fresh;
            }
        }
        if (remainder == null) {
            remainder = new ArrayList<>(
                    FeasibleArchitectures.of(context.space(), context.costs(), context.budget()).stream()
                            .filter(a -> !proposed.contains(a))
                            .limit(2L * context.trials())
                            .toList());
        }
        return drawRemaining(remainder, random);
    }

    private Optional<Architecture> drawRemaining(List<Architecture> rest, RandomGenerator random) {
        while (!rest.isEmpty()) {
            int i = random.nextInt(rest.size());
            Architecture architecture = rest.get(i);
            if (!proposed.contains(architecture)) {
                return Optional.of(architecture);
            }
            Collections.swap(rest, i, rest.size() - 1);
            rest.remove(rest.size() - 1);
        }
        return Optional.empty();
    }
}
