package org.osnas.strategies.score;

import java.util.List;
import java.util.Locale;
import org.osnas.api.score.Scorer;
import org.osnas.api.score.ScorerProvider;
import org.osnas.api.score.ScoringContext;
import org.osnas.api.score.ScoringMethod;
import org.osnas.api.score.UntrainedNetworks;
import org.osnas.api.score.UntrainedNetworks.Slope;
import org.osnas.api.space.Weight;
import org.osnas.api.spi.Settings;

/**
 * Sums over the gradients of a network with fresh weights, of kernels and matrices alone; as in Abdelfattah et al. 2021,
 * "Zero-cost proxies for lightweight NAS", <a href="https://arxiv.org/abs/2101.08134">arXiv 2101.08134</a>.
 */
public record GradientProxy(Kind kind) implements ScoringMethod {

    /** Which sum. */
    public enum Kind {
        /** The lengths of the gradients. */
        GRAD_NORM("length of the gradients of fresh weights"),
        /**
         * {@code |w · ∂L/∂w|} (Lee, Ajanthan and Torr 2019, SNIP, <a
         * href="https://arxiv.org/abs/1810.02340">arXiv 1810.02340</a>).
         */
        SNIP("what the loss of fresh weights would lose without each of them (SNIP, 2019)"),
        /**
         * {@code w · ∂R/∂w}, where R is the sum of the outputs for an input of ones, with all weights positive and without
         * normalisations; needs no data (Tanaka et al. 2020, SynFlow, <a
         * href="https://arxiv.org/abs/2006.05467">arXiv 2006.05467</a>).
         */
        SYNFLOW("flow of ones through positive fresh weights, without data (SynFlow, 2020)");

        private final String description;

        Kind(String description) {
            this.description = description;
        }
    }

    @Override
    public Scorer start(ScoringContext context) {
        UntrainedNetworks networks = context.untrained();
        return Scorer.each(a -> of(kind == Kind.SYNFLOW ? networks.ofFlow(a) : networks.ofLoss(a)));
    }

    /**
     * The sum over gradients.
     *
     * @return not-a-number if there are none, or the sum is not finite
     */
    double of(List<Slope> slopes) {
        double sum = 0;
        boolean any = false;
        for (Slope slope : slopes) {
            if (isKernel(slope.weight().role())) {
                sum += kind == Kind.GRAD_NORM ? length(slope) : saliency(slope);
                any = true;
            }
        }
        return any && Double.isFinite(sum) ? sum : Double.NaN;
    }

    // Scales, shifts, slopes and biases are not pruned in the papers.
    private static boolean isKernel(Weight.Role role) {
        return switch (role) {
            case KERNEL, DEPTHWISE_KERNEL, DENSE, PREDICTOR_KERNEL, CLASS_VECTORS -> true;
            default -> false;
        };
    }

    private static double length(Slope slope) {
        double squares = 0;
        for (float g : slope.gradient()) {
            squares += (double) g * g;
        }
        return Math.sqrt(squares);
    }

    private static double saliency(Slope slope) {
        double sum = 0;
        for (int i = 0; i < slope.values().length; i++) {
            sum += Math.abs((double) slope.values()[i] * slope.gradient()[i]);
        }
        return sum;
    }

    private abstract static class Named implements ScorerProvider {
        private final Kind kind;

        Named(Kind kind) {
            this.kind = kind;
        }

        @Override
        public String name() {
            return kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        @Override
        public String description() {
            return kind.description;
        }

        @Override
        public ScoringMethod create(Settings settings) {
            settings.rejectUnknown();
            return new GradientProxy(kind);
        }
    }

    /** Registers {@code grad-norm}. */
    public static final class GradNorm extends Named {
        public GradNorm() {
            super(Kind.GRAD_NORM);
        }
    }

    /** Registers {@code snip}. */
    public static final class Snip extends Named {
        public Snip() {
            super(Kind.SNIP);
        }
    }

    /** Registers {@code synflow}. */
    public static final class Synflow extends Named {
        public Synflow() {
            super(Kind.SYNFLOW);
        }
    }
}
