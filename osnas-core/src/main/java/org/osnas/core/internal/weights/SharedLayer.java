package org.osnas.core.internal.weights;

import java.util.List;
import org.osnas.api.training.PathChoice;

/** A stage of one choice layer. */
record SharedLayer(List<SharedBlock> candidates, NetworkContext context) implements SharedStage {

    @Override
    public List<List<SharedBlock>> layers() {
        return List.of(candidates);
    }

    @Override
    public List<SharedBlock> blocks() {
        return candidates;
    }

    @Override
    public StagePass along(int[] choices) {
        return new SinglePass(candidates.get(choices[0]), context);
    }

    @Override
    public StagePass mixed(PathChoice.Weighted mixture, int first) {
        return MixturePass.of(candidates, mixture, first, context);
    }

    @Override
    public void copyTo(int[] choices, SharedBlock standalone) {
        standalone.weights().copyLeadingFrom(List.of(candidates.get(choices[0]).weights()));
    }

    @Override
    public SharedStage twin(NetworkContext other) {
        return new SharedLayer(SharedStage.twins(candidates, other), other);
    }
}
