package org.osnas.core.agent;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import org.osnas.api.cost.CostModel;
import org.osnas.api.cost.LookupTable;
import org.osnas.api.cost.Metric;
import org.osnas.api.space.Architecture;
import org.osnas.api.space.SearchSpace;
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

    /** Whether a training needs the supernet. */
    boolean needsSupernet() {
        return from != From.SCRATCH || recipe.learnsFromSupernet();
    }

    /**
     * The architecture that the training of another one learns from as it is in the supernet.
     *
     * @return empty if it learns from none of the supernet
     */
    public Optional<Architecture> teacher(SearchSpace space, Architecture student) {
        return from == From.NONE || !recipe.learnsFromSupernet()
                ? Optional.empty()
                : recipe.distillation().map(d -> d.teacher().of(space, student));
    }

    /** Training steps with that data. */
    public long steps(Dataflow data) {
        return length.steps(stepsPerEpoch(data));
    }

    /** Steps between two validations while one network trains on that data; 0 if there are none. */
    public long stepsBetweenValidations(Dataflow data) {
        return selection.every(stepsPerEpoch(data));
    }

    /** Training steps of one pass over the data; what does not fill the last one is left out. */
    private int stepsPerEpoch(Dataflow data) {
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
     * @param distillation from which network it learns beside its labels, if from any
     */
    public record Recipe(double average, int accumulate, double dropPath, Optional<Distillation> distillation) {

        /** A batch a step, and the weights as they are. */
        public static final Recipe PLAIN = new Recipe(0, 1, 0, Optional.empty());

        public Recipe {
            Check.that(average >= 0 && average < 1, "decay of the average must be in [0, 1), got %s", average);
            Check.atLeast("batches of a step", accumulate, 1);
            Check.that(dropPath >= 0 && dropPath < 1, "drop path must be in [0, 1), got %s", dropPath);
        }

        /** Whether it learns from a network of the supernet. */
        boolean learnsFromSupernet() {
            return distillation.filter(d -> d.teacher() != Teacher.NETWORK).isPresent();
        }
    }

    /**
     * That a training learns from the outputs of another network beside its labels; its loss is that of the labels and
     * {@code weight} times the Kullback-Leibler divergence from the teacher. Hinton et al. 2015, <a
     * href="https://arxiv.org/abs/1503.02531">Distilling the Knowledge in a Neural Network</a>.
     *
     * @param network of {@link Teacher#NETWORK}: the folder of a run, or an exported SameDiff file
     */
    public record Distillation(Teacher teacher, Optional<Path> network, double weight) {
        public Distillation {
            Check.positive("weight of the distillation", weight);
            Check.that(
                    network.isPresent() == (teacher == Teacher.NETWORK),
                    "The teacher is '%s': %s",
                    teacher.word(),
                    teacher == Teacher.NETWORK
                            ? "name the folder of a run, or an exported network"
                            : "a network is named only with 'network'");
        }
    }

    /** Whose outputs a training learns from. */
    public enum Teacher {
        /** The architecture itself, as it is in the supernet. */
        OWN,
        /** That with the most multiply-accumulates of the space, as it is in the supernet. */
        LARGEST,
        /** A network that was exported. */
        NETWORK;

        /** As in configurations. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** The architecture of a teacher that is of the supernet. */
        Architecture of(SearchSpace space, Architecture student) {
            return this == LARGEST ? largest(space) : space.canonical(student);
        }

        private static Architecture largest(SearchSpace space) {
            LookupTable macs = CostModel.analytic(space).table(Metric.MACS.name());
            int[] choices = new int[space.depth()];
            for (int l = 0; l < choices.length; l++) {
                for (int c = 1; c < macs.size(l); c++) {
                    choices[l] = macs.blockCost(l, c) > macs.blockCost(l, choices[l]) ? c : choices[l];
                }
            }
            return space.canonical(Architecture.of(choices));
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
