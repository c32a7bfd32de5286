package org.osnas.strategies.generator;

import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.osnas.api.cost.Combination;
import org.osnas.api.cost.LookupTable;
import org.osnas.api.search.SearchContext;
import org.osnas.api.search.SearchSession;
import org.osnas.api.search.SearchStrategy;
import org.osnas.api.search.SearchStrategyProvider;
import org.osnas.api.spi.Capability;
import org.osnas.api.spi.Check;
import org.osnas.api.spi.Settings;

/**
 * The architecture generator of SGNAS (Huang and Chu 2021, "Searching by generating: flexible and efficient one-shot
 * NAS with architecture generator", https://arxiv.org/abs/2103.07289).
 *
 * <p>A small convolutional network is trained once on the trained supernet. It sees a target cost, expanded to planes
 * of the size of the architecture, and a random prior: of a pool of random architectures spread over the range of cost,
 * the one nearest to the target. Each step draws a target, takes the Gumbel-softmax of the logits as a mixture, and
 * lowers the supernet's loss on held-out data plus a squared hardware loss, dearer than the target counting 1.2 times.
 * The temperature falls from 5 to 0.4; Adam has a first moment of 0.5. Then the cost of one forward pass gives
 * architectures for any targets, without further search.
 *
 * <p>The network follows its prior more than the target, so what it gives is a few per cent off. So it is asked once for
 * costs all over the range, and a target gets what costs within 2 % of it and was asked for the nearest cost. Proposals
 * run through targets all over the budget. Where nothing generated is that near, or it was proposed before, the lookup
 * table repairs it: of all architectures within the budget whose cost is within 2 % of the target, the likeliest new one
 * is proposed ({@link org.osnas.strategies.search.LikelyArchitectures}); the few that would repeat with no other left are
 * drawn uniformly.
 *
 * <p>What deviates: the pool is larger (the paper's code has few priors; as many different architectures come out as
 * there are); the hardware loss is relative to the target, so that its weight has no unit; and each step takes it at 7
 * further targets too, on the cost of what would be generated (straight through), since that needs no supernet and
 * closes the gap between the cost of a mixture and of an architecture.
 *
 * @param steps of training; each runs the supernet once, with all candidates of all layers
 * @param priors size of the pool; if absent twice the number of trials, at least 200
 * @param hardwareWeight of the hardware loss, per squared relative deviation from the target
 * @param learningRate of Adam
 * @param metric that targets are about; empty for the budget's only one, or macs
 */
public record GeneratorSearch(
        int steps, OptionalInt priors, double hardwareWeight, double learningRate, Optional<String> metric)
        implements SearchStrategy {

    public GeneratorSearch {
        Objects.requireNonNull(metric, "metric");
        Check.atLeast("steps", steps, 0);
        priors.ifPresent(size -> Check.atLeast("priors", size, 1));
        Check.between("hardware-weight", hardwareWeight, 0, 1e9);
        Check.between("learning-rate", learningRate, 0, 10);
    }

    int priors(int trials) {
        return priors.orElseGet(() -> byTrials(trials));
    }

    private static int byTrials(int trials) {
        return Math.max(200, 2 * Math.min(trials, 50_000));
    }

    /** The costs that targets are about. */
    LookupTable table(SearchContext context) {
        Set<String> limited = context.budget().ranges().keySet();
        return context.costs()
                .table(metric.orElse(limited.size() == 1 ? limited.iterator().next() : "macs"));
    }

    /**
     * @throws org.osnas.api.spi.BadInputException if there is no table of the metric, or it is a peak
     */
    @Override
    public void check(SearchContext context) {
        LookupTable table = table(context);
        Check.that(
                table.metric().combination() == Combination.SUM,
                "Search strategy 'architecture-generator' learns from an expected cost, but %s is a peak, which has"
                        + " none. Set metric to one that adds up, such as macs; the budget is kept all the same.",
                table.metric());
    }

    @Override
    public Set<Capability> requires() {
        return Set.of(Capability.RELAXED_MODEL);
    }

    @Override
    public SearchSession start(SearchContext context) {
        return new GeneratorSession(this, context);
    }

    /**
     * Registers {@code architecture-generator}. Settings: {@code steps} (500), {@code priors} (twice the trials, at
     * least 200),
     * {@code hardware-weight} (30), {@code learning-rate} (0.001), {@code metric} (the budget's only one, or macs).
     */
    public static final class Provider implements SearchStrategyProvider {
        @Override
        public String name() {
            return "architecture-generator";
        }

        @Override
        public String description() {
            return "a network, trained once, that generates architectures for any target cost (SGNAS, 2021)";
        }

        @Override
        public SearchStrategy create(Settings settings) {
            int steps = settings.about("training steps of the generator").integer("steps", 500, 0, 10_000_000);
            OptionalInt priors = settings.about("drawn architectures that the generator begins from")
                    .integer("priors", GeneratorSearch::byTrials, 1, 100_000);
            double weight = settings.about("weight of the cost beside the loss").number("hardware-weight", 30, 0, 1e9);
            double rate = settings.about("learning rate of the generator").number("learning-rate", 1e-3, 0, 10);
            Optional<String> metric = settings.about("cost that is aimed at; that of the budget if it has one")
                    .text("metric");
            settings.rejectUnknown();
            return new GeneratorSearch(steps, priors, weight, rate, metric);
        }
    }
}
