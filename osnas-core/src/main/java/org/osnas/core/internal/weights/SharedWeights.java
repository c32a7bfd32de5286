package org.osnas.core.internal.weights;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.INDArrayIndex;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.osnas.api.space.Block;
import org.osnas.api.space.Weight;
import org.osnas.engine.internal.plan.Kernels;
import org.osnas.engine.internal.plan.Tensor;

/** The weights of a block: one flat vector of trained ones and one of running statistics, of which all are views. */
public final class SharedWeights {

    private final List<Weight> weights;
    private final Slice[] slices;
    private final Tensor trained;
    private final Tensor statistics;

    /** Where a weight lies in its flat vector. */
    private record Slice(boolean trainable, int from, int length) {}

    /**
     * @param values first values of {@code block.weights()}, in their order
     */
    SharedWeights(Block block, Kernels kernels, List<float[]> values) {
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
        float[][] flat = {trained.toArray(), statistics.toArray()};
        for (int i = 0; i < slices.length; i++) {
            System.arraycopy(
                    values.get(i), 0, flat[slices[i].trainable() ? 0 : 1], slices[i].from(), slices[i].length());
        }
        trained.write(flat[0]);
        statistics.write(flat[1]);
    }

    /** Number of weights. */
    public int count() {
        return slices.length;
    }

    public boolean isTrained(int index) {
        return slices[index].trainable();
    }

    /** Flat vector of trained weights. */
    public Tensor trained() {
        return trained;
    }

    /** Flat vector of running statistics. */
    public Tensor statistics() {
        return statistics;
    }

    /** The array of a weight, a view of its flat vector. */
    public INDArray array(int index) {
        return view(isTrained(index) ? trained : statistics, index);
    }

    /**
     * What belongs to a weight in a flat vector as long as its own.
     *
     * @return a view in the weight's shape
     */
    public INDArray view(Tensor flat, int index) {
        Slice slice = slices[index];
        long[] shape = weights.get(index).shape().stream()
                .mapToLong(Integer::longValue)
                .toArray();
        return flat.array()
                .get(NDArrayIndex.interval(slice.from(), slice.from() + slice.length()))
                .reshape('c', shape);
    }

    /** What belongs to the trained weight of this name in a flat vector like {@link #trained}; a copy. */
    public float[] part(float[] flat, String name) {
        for (int i = 0; i < slices.length; i++) {
            if (weights.get(i).name().equals(name) && isTrained(i)) {
                int from = slices[i].from();
                return Arrays.copyOfRange(flat, from, from + slices[i].length());
            }
        }
        throw new IllegalArgumentException("There is no trained weight " + name);
    }

    /** Takes other weights one after the other; where an array of theirs is wider, its leading part. */
    public void copyLeadingFrom(List<SharedWeights> sources) {
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

    /** All weights, row-major; copies. */
    public List<float[]> values() {
        float[] ofTrained = trained.toArray();
        float[] ofStatistics = statistics.toArray();
        return Arrays.stream(slices)
                .map(slice -> Arrays.copyOfRange(
                        slice.trainable() ? ofTrained : ofStatistics, slice.from(), slice.from() + slice.length()))
                .toList();
    }

    public List<INDArray> copies() {
        List<INDArray> copies = new ArrayList<>();
        for (int i = 0; i < count(); i++) {
            copies.add(array(i).dup('c'));
        }
        return copies;
    }
}
