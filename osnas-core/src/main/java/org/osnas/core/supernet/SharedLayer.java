package org.osnas.core.supernet;

import java.util.List;
import java.util.Set;
import org.osnas.api.training.PathChoice;
import org.osnas.engine.internal.plan.TensorPool;

/** A stage of one choice layer. */
record SharedLayer(List<SharedBlock> candidates, TensorPool pool, Set<SharedBlock> touched) implements SharedStage {

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
        return LayerPass.single(candidates.get(choices[0]), pool, touched);
    }

    @Override
    public StagePass mixed(PathChoice.Weighted mixture, int first) {
        return LayerPass.mixture(candidates, mixture, first, pool, touched);
    }

    @Override
    public void copyTo(int[] choices, SharedBlock standalone) {
        standalone.weights().copyLeadingFrom(List.of(candidates.get(choices[0]).weights()));
    }
}
