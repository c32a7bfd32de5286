package org.osnas.core.internal.weights;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.factory.Nd4j;
import org.osnas.api.space.Block;
import org.osnas.api.space.Shape;
import org.osnas.core.weights.Initialization;
import org.osnas.engine.internal.plan.BlockPlan;
import org.osnas.engine.internal.plan.BlockStatistics;
import org.osnas.engine.internal.plan.ForwardMode;
import org.osnas.engine.internal.plan.PlanCompiler;
import org.osnas.engine.internal.plan.Tensor;
import org.osnas.engine.internal.plan.TensorPool;
import org.osnas.engine.internal.render.BlockGraph;
import org.osnas.engine.internal.render.BlockRenderer;
import org.osnas.engine.optim.OptimizerConfig;

/**
 * One candidate block, stem or head over its weights. Gradient, momentum and the compiled plan are made when first
 * needed.
 */
public final class SharedBlock {

    private final Block block;
    private final List<Shape> inputs;
    private final String label;
    private final TensorPool pool;
    private final SharedWeights weights;
    private final TrainedVector trained;
    private final boolean trains;
    private @Nullable Tensor gradient;
    private @Nullable Tensor earlierPasses;
    private @Nullable BlockPlan plan;
    private int passes;

    private SharedBlock(
            Block block, List<Shape> inputs, String label, TensorPool pool, SharedWeights weights, boolean trains) {
        this.block = block;
        this.inputs = List.copyOf(inputs);
        this.label = label;
        this.pool = pool;
        this.weights = weights;
        this.trained = new TrainedVector(pool.kernels(), weights.trained(), block.weights());
        this.trains = trains;
    }

    /**
     * A block with weights of its own.
     *
     * @param inputs shapes of the block's inputs for one image
     * @param values first values of {@code block.weights()}, in their order
     */
    static SharedBlock create(Block block, List<Shape> inputs, String label, TensorPool pool, List<float[]> values) {
        return new SharedBlock(block, inputs, label, pool, new SharedWeights(block, pool.kernels(), values), true);
    }

    /** A block outside of any network, whose weights begin as those of a network that is trained alone. */
    public static SharedBlock standalone(
            Block block, List<Shape> inputs, String label, TensorPool pool, RandomGenerator random) {
        // Nothing starts alike, so the seed of a layer is not used.
        float[][] values = Initialization.STANDALONE.values(block, inputs.get(0), random, 0);
        return create(block, inputs, label, pool, List.of(values));
    }

    /**
     * The same block over the same weights with a plan of its own, so that two threads can evaluate it at once. It has no
     * gradients: only the original trains.
     */
    SharedBlock twin(TensorPool other) {
        return new SharedBlock(block, inputs, label, other, weights, false);
    }

    public String label() {
        return label;
    }

    public Block block() {
        return block;
    }

    public boolean isIdentity() {
        return block.isIdentity();
    }

    public long updates() {
        return trained.updates();
    }

    /** The trained weights, and what their optimizer remembers. */
    public TrainedVector trained() {
        return trained;
    }

    /** The weights, which all twins share. */
    public SharedWeights weights() {
        return weights;
    }

    /** Gradient of a trained weight after the passes of a step, by its name in the block; a copy. */
    public float[] gradient(String weightName) {
        return weights.part(totalGradient().toArray(), weightName);
    }

    /** The block as a SameDiff graph over the shared weights. */
    public BlockGraph graph() {
        return BlockRenderer.render(block, inputs, weights::array);
    }

    public BlockPlan plan() {
        if (plan == null) {
            BlockGraph graph = graph();
            plan = PlanCompiler.compile(graph, label, trains ? gradients(graph) : Map.of(), pool);
        }
        return plan;
    }

    private Map<String, Tensor> gradients(BlockGraph graph) {
        Tensor flat = zeros();
        gradient = flat;
        Map<String, Tensor> gradients = new HashMap<>();
        for (int i = 0; i < weights.count(); i++) {
            if (weights.isTrained(i)) {
                gradients.put(graph.weights().get(i), pool.kernels().wrap(weights.view(flat, i)));
            }
        }
        return gradients;
    }

    private Tensor zeros() {
        return pool.kernels().wrap(Nd4j.zeros(DataType.FLOAT, weights.trained().length()));
    }

    /** Forward pass of a block with one input and output; an identity gives the input itself. */
    public Tensor forward(Tensor x, ForwardMode mode) {
        return forward(List.of(x), mode).get(0);
    }

    /** Forward pass, as {@link BlockPlan#forward}; an identity gives the input itself. */
    public List<Tensor> forward(List<Tensor> x, ForwardMode mode) {
        return isIdentity() ? x : plan().forward(x, mode);
    }

    /** Empty statistics for this block's normalisations. */
    public BlockStatistics newStatistics() {
        return new BlockStatistics(isIdentity() ? 0 : plan().normalisations());
    }

    /** Makes collected statistics the running ones of the weights. */
    public void adopt(BlockStatistics statistics) {
        if (!isIdentity()) {
            plan().adopt(statistics);
        }
    }

    /** Drops a training pass that no backward pass follows. */
    public void discard() {
        if (plan != null) {
            plan.discard();
        }
    }

    /** Backward pass of a block with one input and output; null if the input gradient is not wanted. */
    public @Nullable Tensor backward(Tensor outputGradient, boolean wantsInput) {
        List<Tensor> gradients = backward(List.of(outputGradient), wantsInput);
        return gradients.isEmpty() ? null : gradients.get(0);
    }

    /**
     * Backward pass, as {@link BlockPlan#backward}; gradients add up until {@link #update} or {@link #forgetGradient}.
     */
    public List<Tensor> backward(List<Tensor> outputGradients, boolean wantsInputs) {
        if (isIdentity()) {
            return outputGradients;
        }
        if (passes > 0) {
            Tensor earlier = earlierPasses();
            if (passes == 1) {
                pool.kernels().copy(gradient(), earlier);
            } else {
                pool.kernels().add(earlier, gradient(), earlier);
            }
        }
        List<Tensor> inputGradients = plan().backward(outputGradients, wantsInputs);
        passes++;
        return inputGradients;
    }

    private Tensor earlierPasses() {
        if (earlierPasses == null) {
            earlierPasses = zeros();
        }
        return earlierPasses;
    }

    private Tensor gradient() {
        return Objects.requireNonNull(gradient, "no backward pass yet");
    }

    private Tensor totalGradient() {
        Tensor total = gradient();
        if (passes > 1) {
            pool.kernels().add(total, earlierPasses(), total);
            passes = 1;
        }
        return total;
    }

    /** Sum of squares of all gradients. */
    public double squaredGradientNorm() {
        Tensor g = totalGradient();
        return pool.kernels().dot(g, g);
    }

    /** One optimizer step. */
    public void update(OptimizerConfig config, double rate, double gradientScale) {
        trained.step(config, rate, totalGradient(), gradientScale);
        forgetGradient();
    }

    public void forgetGradient() {
        passes = 0;
    }
}
