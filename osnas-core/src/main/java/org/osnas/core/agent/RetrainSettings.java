package org.osnas.core.agent;

import java.util.Locale;
import org.osnas.api.spi.Check;
import org.osnas.api.task.Dataflow;
import org.osnas.core.run.WeightOrigin;

/**
 * How the best architectures become networks.
 *
 * @param from where their training starts, or that there is none; length and optimizer are unused then
 * @param finalists how many of the best are retrained, or how many along the Pareto front of a search for one; the one
 *     with the best validation score wins
 * @param recipe how their steps differ from the plain ones
 * @param selection which weights of a training become the network
 */
public record RetrainSettings(
        From from, Length length, OptimizerSettings optimizer, int finalists, Recipe recipe, Selection selection) {

    /** From scratch. */
    public static final RetrainSettings DEFAULT =
            new RetrainSettings(From.SCRATCH, Epochs.of(10), OptimizerSettings.RETRAINING, 1);

    /** On from what was inherited, for some epochs with a lower learning rate. */
    public static final RetrainSettings FINETUNING =
            new RetrainSettings(From.INHERITED, Epochs.of(3), OptimizerSettings.FINETUNING, 1);

    /** The best keep the weights that they inherit. */
    public static final RetrainSettings NONE =
            new RetrainSettings(From.NONE, Epochs.of(10), OptimizerSettings.RETRAINING, 1);

    /** The defaults of a start. */
    public static RetrainSettings defaults(From from) {
        return switch (from) {
            case SCRATCH -> DEFAULT;
            case INHERITED -> FINETUNING;
            case NONE -> NONE;
        };
    }

    public RetrainSettings {
        Check.atLeast("finalists", finalists, 1);
    }

    /** With plain steps and the last weights of each training. */
    public RetrainSettings(From from, Length length, OptimizerSettings optimizer, int finalists) {
        this(from, length, optimizer, finalists, Recipe.PLAIN, Selection.LAST);
    }

    public RetrainSettings withLength(Length other) {
        return new RetrainSettings(from, other, optimizer, finalists, recipe, selection);
    }

    public RetrainSettings withFinalists(int other) {
        return new RetrainSettings(from, length, optimizer, other, recipe, selection);
    }

    public RetrainSettings withRecipe(Recipe other) {
        return new RetrainSettings(from, length, optimizer, finalists, other, selection);
    }

    public RetrainSettings withSelection(Selection other) {
        return new RetrainSettings(from, length, optimizer, finalists, recipe, other);
    }

    /** These settings if they start there, else length and optimizer by the defaults of that start. */
    public RetrainSettings startingFrom(From other) {
        return other == from ? this : defaults(other).withFinalists(finalists).withSelection(selection);
    }

    /** Training steps with that data. */
    public long steps(Dataflow data) {
        return length.steps(stepsPerEpoch(data));
    }

    /** Training steps of one pass over the data; what does not fill the last one is left out. */
    int stepsPerEpoch(Dataflow data) {
        return Math.max(1, data.batchesPerEpoch() / recipe.accumulate());
    }

    /**
     * How the steps of a training differ from the plain ones.
     *
     * @param average decay of the moving average of the weights that is evaluated and becomes the network; 0 for none
     * @param accumulate batches whose gradients make one step together, as one batch of as many times the size would but
     *     for the statistics of batch normalisation
     * @param dropPath share of images for which the residual branches of the last choice layer are left out in training;
     *     it grows linearly from the first layer on, and is 0 for none. Huang et al. 2016, <a
     *     href="https://arxiv.org/abs/1603.09382">Deep Networks with Stochastic Depth</a>
     */
    public record Recipe(double average, int accumulate, double dropPath) {

        /** A batch a step, and the weights as they are. */
        public static final Recipe PLAIN = new Recipe(0, 1, 0);

        public Recipe {
            Check.that(average >= 0 && average < 1, "decay of the average must be in [0, 1), got %s", average);
            Check.atLeast("batches of a step", accumulate, 1);
            Check.that(dropPath >= 0 && dropPath < 1, "drop path must be in [0, 1), got %s", dropPath);
        }
    }

    /**
     * Which weights of a training become the network, judged on validation examples while it goes on. Test examples are
     * not looked at before it has ended.
     *
     * @param every steps between two validations, the last step having one too; 0 for once an epoch if the rest needs
     *     validations, else for none
     * @param patience validations in a row without a better score that end a training; 0 if none do. Prechelt 1998, <a
     *     href="https://doi.org/10.1007/3-540-49430-8_3">Early Stopping - But When?</a>
     */
    public record Selection(int every, Keep keep, int patience) {

        /** The last ones, and no validation before the end. */
        public static final Selection LAST = new Selection(0, Keep.LAST, 0);

        public Selection {
            Check.atLeast("steps between validations", every, 0);
            Check.atLeast("patience", patience, 0);
        }

        /** Steps between two validations; 0 if there are none. */
        long every(int stepsPerEpoch) {
            return every > 0 || (keep == Keep.LAST && patience == 0) ? every : stepsPerEpoch;
        }
    }

    /** Which weights of a training that is judged are kept. */
    public enum Keep {
        /** Those with the best validation score, the first of several. */
        BEST,
        /** Those that it ends with. */
        LAST;

        /** As in configurations. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Where the training of the best architectures starts. */
    public enum From {
        /** From first weights of their own. */
        SCRATCH(WeightOrigin.RETRAINED),
        /** From the weights of the supernet, with statistics recalibrated for the architecture. */
        INHERITED(WeightOrigin.FINETUNED),
        /** Nowhere: they stay as they are in the supernet. */
        NONE(WeightOrigin.INHERITED);

        private final WeightOrigin gives;

        From(WeightOrigin gives) {
            this.gives = gives;
        }

        /** What its weights are called. */
        public WeightOrigin gives() {
            return gives;
        }

        /** In configurations: {@code scratch}, {@code inherited} or {@code none}. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
