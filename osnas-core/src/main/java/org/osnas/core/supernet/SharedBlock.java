package org.osnas.core.supernet;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.INDArrayIndex;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.osnas.api.space.Block;
import org.osnas.api.space.Shape;
import org.osnas.api.space.Weight;
import org.osnas.core.optim.SgdConfig;
import org.osnas.core.plan.BlockPlan;
import org.osnas.core.plan.BlockStatistics;
import org.osnas.core.plan.ForwardMode;
import org.osnas.core.plan.PlanCompiler;
import org.osnas.core.plan.Tensor;
import org.osnas.core.plan.TensorPool;
import org.osnas.core.render.BlockGraph;
import org.osnas.core.render.BlockRenderer;

/**
 * One candidate block, stem or head with its weights: one flat vector of trained weights and one of running
 * statistics, of which all weight arrays are views. Gradient, momentum and the compiled plan are made when first
 * needed.
 */
final class SharedBlock {

    private final Block block;
    private final Shape input;
    private final String label;
    private final TensorPool pool;
    private final List<Weight> weights;
    private final Slice[] slices;
    private final Tensor trained;
    private final Tensor statistics;
    private final SharedBlock original;
    private Tensor gradient;
    private Tensor earlierPasses;
    private Tensor momentum;
    private BlockPlan plan;
    private int passes;
    private long updates;

    /** Where a weight lies in its flat vector. */
    private record Slice(boolean trainable, int from, int length) {}

    SharedBlock(
            Block block,
            Shape input,
            String label,
            TensorPool pool,
            Initialization initialization,
            RandomGenerator random,
            long layerSeed) {
        this.block = block;
        this.input = input;
        this.label = label;
        this.pool = pool;
        this.original = this;
        this.weights = block.weights();
        this.slices = new Slice[weights.size()];
        int[] used = new int[2];
        for (int i = 0; i < slices.length; i++) {
            Weight weight = weights.get(i);
            int kind = weight.role().trainable() ? 0 : 1;
            slices[i] = new Slice(kind == 0, used[kind], weight.length());
            used[kind] += weight.length();
        }
        // One spare value where there are no weights: ND4J has no empty flat vectors.
        trained = pool.kernels().allocate(Math.max(1, used[0]));
        statistics = pool.kernels().allocate(Math.max(1, used[1]));
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

    private SharedBlock(SharedBlock original, TensorPool pool) {
        this.block = original.block;
        this.input = original.input;
        this.label = original.label;
        this.pool = pool;
        this.weights = original.weights;
        this.slices = original.slices;
        this.trained = original.trained;
        this.statistics = original.statistics;
        this.original = original;
    }

    /** The same block over the same weights with a plan of its own, so that two threads can evaluate it at once. */
    SharedBlock twin(TensorPool other) {
        return new SharedBlock(this, other);
    }

    /** The block that this is a twin of, or this one. */
    SharedBlock original() {
        return original;
    }

    String label() {
        return label;
    }

    Block block() {
        return block;
    }

    boolean isIdentity() {
        return block.isIdentity();
    }

    long updates() {
        return updates;
    }

    /** Flat vector of trained weights. */
    Tensor trained() {
        return trained;
    }

    /** Flat vector of running statistics. */
    Tensor statistics() {
        return statistics;
    }

    /** Momentum, or null before the first update. */
    Tensor momentum() {
        return momentum;
    }

    void restoreMomentum(boolean present, long updateCount) {
        updates = updateCount;
        momentum = present ? zeros() : null;
    }

    private Tensor flat(Slice slice) {
        return slice.trainable() ? trained : statistics;
    }

    /** The array of a weight, a view of the flat vector. */
    INDArray array(int index) {
        return view(flat(slices[index]), index);
    }

    private INDArray view(Tensor flat, int index) {
        Slice slice = slices[index];
        long[] shape = weights.get(index).shape().stream()
                .mapToLong(Integer::longValue)
                .toArray();
        return flat.array()
                .get(NDArrayIndex.interval(slice.from(), slice.from() + slice.length()))
                .reshape('c', shape);
    }

    /** Gradient of a trained weight after the passes of a step, by its name in the block; a copy. */
    float[] gradient(String weightName) {
        for (int i = 0; i < slices.length; i++) {
            if (weights.get(i).name().equals(weightName) && slices[i].trainable()) {
                int from = slices[i].from();
                return Arrays.copyOfRange(totalGradient().toArray(), from, from + slices[i].length());
            }
        }
        throw new IllegalArgumentException("No trained weight " + weightName + " in block " + label);
    }

    /** The block as a SameDiff graph over the shared weights. */
    BlockGraph graph() {
        return BlockRenderer.render(block, input, this::array);
    }

    BlockPlan plan() {
        if (plan == null) {
            gradient = zeros();
            BlockGraph graph = graph();
            Map<String, Tensor> gradients = new HashMap<>();
            for (int i = 0; i < slices.length; i++) {
                if (slices[i].trainable()) {
                    gradients.put(graph.weights().get(i), pool.kernels().wrap(view(gradient, i)));
                }
            }
            plan = PlanCompiler.compile(graph, label, gradients, pool);
        }
        return plan;
    }

    private Tensor zeros() {
        return pool.kernels().wrap(Nd4j.zeros(DataType.FLOAT, trained.length()));
    }

    /** Forward pass, as {@link BlockPlan#forward}; an identity gives the input itself. */
    Tensor forward(Tensor x, ForwardMode mode) {
        return isIdentity() ? x : plan().forward(x, mode);
    }

    /** Empty statistics for this block's normalisations. */
    BlockStatistics newStatistics() {
        return new BlockStatistics(isIdentity() ? 0 : plan().normalisations());
    }

    /** Drops a training pass that no backward pass follows. */
    void discard() {
        if (plan != null) {
            plan.discard();
        }
    }

    /** Backward pass; gradients add up until {@link #update} or {@link #forgetGradient}. */
    Tensor backward(Tensor outputGradient, boolean wantsInput) {
        if (isIdentity()) {
            return outputGradient;
        }
        if (passes == 1) {
            if (earlierPasses == null) {
                earlierPasses = zeros();
            }
            pool.kernels().copy(gradient, earlierPasses);
        } else if (passes > 1) {
            pool.kernels().add(earlierPasses, gradient, earlierPasses);
        }
        Tensor inputGradient = plan.backward(outputGradient, wantsInput);
        passes++;
        return inputGradient;
    }

    private Tensor totalGradient() {
        if (passes > 1) {
            pool.kernels().add(gradient, earlierPasses, gradient);
            passes = 1;
        }
        return gradient;
    }

    /** Sum of squares of all gradients. */
    double squaredGradientNorm() {
        Tensor g = totalGradient();
        return pool.kernels().dot(g, g);
    }

    /** One optimizer step. */
    void update(SgdConfig config, double rate, double gradientScale) {
        Tensor g = totalGradient();
        if (momentum == null) {
            momentum = zeros();
        }
        pool.kernels()
                .sgdStep(
                        trained,
                        g,
                        momentum,
                        (float) rate,
                        (float) config.momentum(),
                        (float) config.weightDecay(),
                        (float) gradientScale);
        updates++;
        forgetGradient();
    }

    void forgetGradient() {
        passes = 0;
    }

    /**
     * Takes the weights of blocks one after the other; where an array of theirs is wider in some dimension, its leading
     * part.
     */
    void copyLeadingFrom(List<SharedBlock> sources) {
        int at = 0;
        for (SharedBlock source : sources) {
            for (int i = 0; i < source.weights.size(); i++) {
                INDArray to = array(at++);
                INDArrayIndex[] leading = Arrays.stream(to.shape())
                        .mapToObj(n -> NDArrayIndex.interval(0, n))
                        .toArray(INDArrayIndex[]::new);
                to.assign(source.array(i).get(leading));
            }
        }
        if (at != weights.size()) {
            throw new IllegalArgumentException(label + " has " + weights.size() + " weights, but was given " + at);
        }
    }

    List<INDArray> copies() {
        List<INDArray> copies = new ArrayList<>();
        for (int i = 0; i < slices.length; i++) {
            copies.add(array(i).dup('c'));
        }
        return copies;
    }
}
