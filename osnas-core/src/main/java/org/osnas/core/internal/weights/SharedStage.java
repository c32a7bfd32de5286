package org.osnas.core.internal.weights;

import java.util.ArrayList;
import java.util.List;
import org.osnas.api.space.ChoiceLayer;
import org.osnas.api.space.Shape;
import org.osnas.api.space.Stage;
import org.osnas.api.space.UnifiedStage;
import org.osnas.api.training.PathChoice;

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

    /** The same stage over the same weights, with plans of its own; it has no gradients. */
    SharedStage twin(NetworkContext other);

    static List<SharedBlock> twins(List<SharedBlock> blocks, NetworkContext other) {
        return blocks.stream().map(block -> block.twin(other.pool())).toList();
    }

    /**
     * The blocks of a stage.
     *
     * @param first index of its first choice layer
     */
    static SharedStage of(Stage stage, Shape input, int first, BlockFactory factory) {
        List<List<SharedBlock>> layers = new ArrayList<>();
        for (ChoiceLayer layer : stage.layers()) {
            int index = first + layers.size();
            layers.add(layer.candidates().stream()
                    .map(b -> factory.make(b, input, "layer " + index + " block " + b.name(), index))
                    .toList());
        }
        return stage instanceof UnifiedStage unified
                ? SharedUnifiedStage.of(unified, input, first, layers, factory)
                : new SharedLayer(layers.get(0), factory.context());
    }
}
