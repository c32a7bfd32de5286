package org.osnas.benchmarks.peer;

import ai.djl.ndarray.NDArray;
import java.util.ArrayList;
import java.util.List;
import org.osnas.api.space.Block;
import org.osnas.api.space.Conv2d;
import org.osnas.api.space.SearchSpace;
import org.osnas.api.space.Weight;

/**
 * All weights of a space in the order in which {@link TorchCode} reads them.
 *
 * @param trained in order of blocks, nodes and weights; the groups of a convolution make one tensor
 * @param statistics running mean and variance, likewise
 */
record TorchParameters(List<NDArray> trained, List<NDArray> statistics) {

    /**
     * @param values as {@link Weights#read} gives them
     */
    static TorchParameters of(SearchSpace space, List<List<float[]>> values, TorchWeights tensors) {
        List<NDArray> trained = new ArrayList<>();
        List<NDArray> statistics = new ArrayList<>();
        List<Block> blocks = Weights.blocks(space);
        for (int b = 0; b < blocks.size(); b++) {
            int at = 0;
            for (Block.Node node : blocks.get(b).nodes()) {
                List<Weight> weights = node.layer().weights();
                List<float[]> own = values.get(b).subList(at, at + weights.size());
                at += weights.size();
                int groups = node.layer() instanceof Conv2d conv ? conv.groups() : 1;
                if (groups > 1) {
                    trained.add(tensors.grouped(weights.subList(0, groups), own.subList(0, groups)));
                }
                for (int i = groups > 1 ? groups : 0; i < weights.size(); i++) {
                    NDArray tensor = tensors.tensor(weights.get(i), own.get(i));
                    (weights.get(i).role().trainable() ? trained : statistics).add(tensor);
                }
            }
        }
        return new TorchParameters(List.copyOf(trained), List.copyOf(statistics));
    }
}
