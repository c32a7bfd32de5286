package org.osnas.core.supernet;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.osnas.api.space.ChoiceLayer;
import org.osnas.api.space.Shape;
import org.osnas.api.space.Stage;
import org.osnas.api.space.UnifiedStage;
import org.osnas.api.training.PathChoice;
import org.osnas.engine.internal.plan.TensorPool;

/** One stage of a supernet with the weights of all its blocks. */
interface SharedStage {

    /** Candidates of each choice layer of the stage. */
    List<List<SharedBlock>> layers();

    /** All blocks in a fixed order. */
    List<SharedBlock> blocks();

    /** A pass along canonical choices. */
    StagePass along(int[] choices);

    /** A pass of a mixture, in which this stage begins at choice layer {@code first}. */
    StagePass mixed(PathChoice.Weighted mixture, int first);

    /** Copies the weights along canonical choices to the stage's block of a standalone network. */
    void copyTo(int[] choices, SharedBlock standalone);

    /**
     * The blocks of a stage.
     *
     * @param first index of its first choice layer
     * @param touched gets the blocks that have gradients after a backward pass
     */
    static SharedStage of(
            Stage stage,
            Shape input,
            int first,
            Initialization initialization,
            BlockFactory factory,
            TensorPool pool,
            Set<SharedBlock> touched) {
        List<List<SharedBlock>> layers = new ArrayList<>();
        for (ChoiceLayer layer : stage.layers()) {
            int index = first + layers.size();
            layers.add(layer.candidates().stream()
                    .map(b -> factory.make(b, input, "layer " + index + " block " + b.name(), initialization, index))
                    .toList());
        }
        return stage instanceof UnifiedStage unified
                ? new SharedUnifiedStage(unified, input, first, layers, initialization, factory, pool, touched)
                : new SharedLayer(layers.get(0), pool, touched);
    }
}
