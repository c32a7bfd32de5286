package org.osnas.core.supernet;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.INDArrayIndex;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.osnas.api.space.Block;
import org.osnas.api.space.Shape;
import org.osnas.api.space.Weight;
import org.osnas.engine.internal.plan.Kernels;
import org.osnas.engine.internal.plan.Tensor;

/** The weights of a block: one flat vector of trained ones and one of running statistics, of which all are views. */
final class SharedWeights {

    private final List<Weight> weights;
    private final Slice[] slices;
    private final Tensor trained;
    private final Tensor statistics;

    /** Where a weight lies in its flat vector. */
    private record Slice(boolean trainable, int from, int length) {}

    /**
     * @param input shape that the block reads
     * @param layerSeed is the same for all candidates of a choice layer
     */
    SharedWeights(
            Block block,
            Shape input,
            Kernels kernels,
            Initialization initialization,
            RandomGenerator random,
            long layerSeed) {
        weights = block.weights();
        slices = new Slice[weights.size()];
        int[] used = new int[2];
        for (int i = 0; i < slices.length; i++) {
            Weight weight = weights.get(i);
            int kind = weight.role().trainable() ? 0 : 1;
            slices[i] = new Slice(kind == 0, used[kind], weight.length());
            used[kind] += weight.length();
        }
        // One spare value where there are no weights: ND4J has no empty flat vectors.
        trained = kernels.allocate(Math.max(1, used[0]));
        statistics = kernels.allocate(Math.max(1, used[1]));
        trained.array().assign(0f);
        statistics.array().assign(0f);
        float[][] values = initialization.values(block, input, random, layerSeed);
        float[][] flat = {trained.toArray(), statistics.toArray()};
        for (int i = 0; i < slices.length; i++) {
            System.arraycopy(values[i], 0, flat[slices[i].trainable() ? 0 : 1], slices[i].from(), slices[i].length());
        }
        trained.write(flat[0]);
        statistics.write(flat[1]);
    }

    /** Number of weights. */
    int count() {
        return slices.length;
    }

    boolean isTrained(int index) {
        return slices[index].trainable();
    }

    /** Flat vector of trained weights. */
    Tensor trained() {
        return trained;
    }

    /** Flat vector of running statistics. */
    Tensor statistics() {
        return statistics;
    }

    /** The array of a weight, a view of its flat vector. */
    INDArray array(int index) {
        return view(isTrained(index) ? trained : statistics, index);
    }

    /**
     * What belongs to a weight in a flat vector as long as its own.
     *
     * @return a view in the weight's shape
     */
    INDArray view(Tensor flat, int index) {
        Slice slice = slices[index];
        long[] shape = weights.get(index).shape().stream()
                .mapToLong(Integer::longValue)
                .toArray();
        return flat.array()
                .get(NDArrayIndex.interval(slice.from(), slice.from() + slice.length()))
                .reshape('c', shape);
    }

    /** What belongs to the trained weight of this name in a flat vector like {@link #trained}; a copy. */
    float[] part(float[] flat, String name) {
        for (int i = 0; i < slices.length; i++) {
            if (weights.get(i).name().equals(name) && isTrained(i)) {
                int from = slices[i].from();
                return Arrays.copyOfRange(flat, from, from + slices[i].length());
            }
        }
        throw new IllegalArgumentException("There is no trained weight " + name);
    }

    /** Takes other weights one after the other; where an array of theirs is wider, its leading part. */
    void copyLeadingFrom(List<SharedWeights> sources) {
        int at = 0;
        for (SharedWeights source : sources) {
            for (int i = 0; i < source.count(); i++) {
                INDArray to = array(at++);
                INDArrayIndex[] leading = Arrays.stream(to.shape())
                        .mapToObj(n -> NDArrayIndex.interval(0, n))
                        .toArray(INDArrayIndex[]::new);
                to.assign(source.array(i).get(leading));
            }
        }
        if (at != count()) {
            throw new IllegalArgumentException("There are " + count() + " weights, but " + at + " were given");
        }
    }

    List<INDArray> copies() {
        List<INDArray> copies = new ArrayList<>();
        for (int i = 0; i < count(); i++) {
            copies.add(array(i).dup('c'));
        }
        return copies;
    }
}
