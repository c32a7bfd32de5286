package org.osnas.api.score;

import java.util.BitSet;
import java.util.List;
import org.osnas.api.space.Architecture;
import org.osnas.api.space.SearchSpace;
import org.osnas.api.space.Weight;

/** What can be asked of networks that begin as those that are trained alone, all on one batch of training examples. */
public interface UntrainedNetworks {

    /**
     * A trained weight with its gradient.
     *
     * @param values row-major in the weight's shape
     * @param gradient as many values
     */
    record Slope(Weight weight, float[] values, float[] gradient) {}

    /**
     * Which units of the activations passed their input on.
     *
     * @param units of one example, over all activations
     * @param examples the units that were active, for each example
     */
    record Activity(int units, List<BitSet> examples) {
        public Activity {
            examples = List.copyOf(examples);
        }
    }

    /**
     * Gradients of the loss, of all trained weights.
     *
     * @return nothing if the loss is not a number
     */
    List<Slope> ofLoss(Architecture architecture);

    /**
     * Gradients of the sum of all outputs for one input of ones, where all weights are positive, and normalisations,
     * dropout and the upper bound of ReLU6 are left out.
     */
    List<Slope> ofFlow(Architecture architecture);

    /**
     * Activity of the units of ReLU, ReLU6 and PReLU, with statistics of the batch in normalisations. A unit of ReLU6
     * above its bound counts as active.
     *
     * @throws org.osnas.api.spi.BadInputException as {@link #requireSwitching}
     */
    Activity activity(Architecture architecture);

    /**
     * Checks that the units of a space's activations are on or off.
     *
     * @param who asks, to begin the message with
     * @throws org.osnas.api.spi.BadInputException naming the activation that is not
     */
    static void requireSwitching(String who, SearchSpace space) {
        Switching.require(who, space);
    }
}
