package org.osnas.core.supernet;

import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.osnas.api.random.Seeds;
import org.osnas.api.space.Architecture;
import org.osnas.api.space.SearchSpace;
import org.osnas.api.space.StandaloneNetwork;
import org.osnas.api.task.Outputs;
import org.osnas.api.training.PathChoice;
import org.osnas.core.internal.weights.Modes;
import org.osnas.core.internal.weights.OutputArrays;
import org.osnas.core.internal.weights.SharedBlock;
import org.osnas.core.internal.weights.SharedNetwork;
import org.osnas.core.stop.StopSignal;
import org.osnas.core.weights.Initialization;
import org.osnas.engine.internal.plan.ForwardMode;
import org.osnas.engine.internal.plan.Kernels;
import org.osnas.engine.internal.plan.Tensor;

/**
 * The network that holds the weights of all candidate blocks of a search space. A pass runs only the blocks of its
 * path: the others execute nothing, allocate nothing and are not updated.
 *
 * <p>A supernet over {@link SearchSpace#restrictTo} is a standalone network. Not thread-safe.
 */
public final class Supernet implements AutoCloseable {

    private final SharedNetwork network;
    private final long seed;
    private long passes;
    private double pathDrop;

    private Supernet(SharedNetwork network, long seed) {
        this.network = network;
        this.seed = seed;
    }

    /** A supernet with {@link Initialization#defaultFor}. */
    public static Supernet create(SearchSpace space, long seed) {
        return create(space, Initialization.defaultFor(space), seed);
    }

    public static Supernet create(SearchSpace space, Initialization initialization, long seed) {
        return create(space, initialization, seed, Kernels.chosen());
    }

    static Supernet create(SearchSpace space, Initialization initialization, long seed, Kernels kernels) {
        return new Supernet(SharedNetwork.create(space, initialization, seed, kernels), seed);
    }

    public SearchSpace space() {
        return network.space();
    }

    /**
     * The network along one path, for training: gradients of several passes add up until {@link SupernetOptimizer}
     * updates.
     *
     * @throws org.osnas.api.spi.BadInputException if the path does not belong to the space
     */
    public PathModel model(PathChoice path) {
        return model(path, true);
    }

    /**
     * As {@link #model(PathChoice)}.
     *
     * @param drops whether the dropout of the network takes part
     */
    PathModel model(PathChoice path, boolean drops) {
        return new PathModel(network, path, () -> training(nextDropoutSeed(), drops));
    }

    private Modes training(long dropoutSeed, boolean drops) {
        ForwardMode plain = new ForwardMode.Training(dropoutSeed, true, drops);
        if (pathDrop == 0 || !drops) {
            return Modes.all(plain);
        }
        Map<SharedBlock, ForwardMode> modes = new IdentityHashMap<>();
        for (int l = 0; l < space().depth(); l++) {
            // A seed of its own, or all layers would leave out the same images.
            ForwardMode mode = new ForwardMode.Training(Seeds.derive(dropoutSeed, "layer", l), true, true, pathDrop(l));
            for (int c = 0; c < space().layers().get(l).size(); c++) {
                modes.put(network.block(l, c), mode);
            }
        }
        return Modes.training(block -> modes.getOrDefault(block, plain));
    }

    /**
     * Lets training passes leave out residual branches of choice layers for some images; evaluation stays as it is. For
     * spaces without unified stages.
     *
     * @param last share of images in the last layer, in [0, 1); it grows linearly from the first one on. Huang et al.
     *     2016, <a href="https://arxiv.org/abs/1603.09382">Deep Networks with Stochastic Depth</a>, section 4
     */
    public void dropPaths(double last) {
        pathDrop = last;
    }

    double pathDrop(int layer) {
        return pathDrop * (layer + 1) / space().depth();
    }

    /** A path whose passes change nothing but gradients: neither running statistics nor counters. */
    PathModel probe(PathChoice path, long dropoutSeed) {
        return new PathModel(network, path, () -> Modes.all(new ForwardMode.Training(dropoutSeed, false, true)));
    }

    /**
     * Outputs for a batch with the running statistics of batch normalisation.
     *
     * @param inputs {@code [batch, height, width, channels]}
     * @return copies, under the names that the space's head gives them
     */
    public Outputs outputs(Architecture architecture, INDArray inputs) {
        Tensor x = network.kernels().wrap(inputs);
        List<Tensor> outputs = network.along(architecture).run(x, Modes.all(ForwardMode.running()));
        Outputs copies = OutputArrays.of(space(), outputs).map(INDArray::dup);
        outputs.stream().filter(output -> output != x).forEach(network.pool()::release);
        return copies;
    }

    /**
     * As {@link #outputs}, of a network that has one.
     *
     * @return for classification logits {@code [batch, classes]}, a copy
     */
    public INDArray predict(Architecture architecture, INDArray inputs) {
        return outputs(architecture, inputs).only();
    }

    /** A network of its own with a copy of the weights along an architecture; same outputs as this supernet. */
    public Supernet extract(Architecture architecture) {
        Architecture canonical = space().canonical(architecture);
        SearchSpace alone = space().restrictTo(canonical);
        Supernet extracted = create(alone, Initialization.defaultFor(alone), seed, network.kernels());
        network.copyTo(extracted.network, canonical);
        return extracted;
    }

    /**
     * Copies the weights along an architecture.
     *
     * @param alone over {@code space().restrictTo(architecture)}
     */
    public void copyTo(Supernet alone, Architecture architecture) {
        network.copyTo(alone.network, space().canonical(architecture));
    }

    /** Description and weights of the network along an architecture, as values. */
    public StandaloneNetwork standalone(Architecture architecture) {
        boolean alone = space().stages().size() == space().depth()
                && space().layers().stream().allMatch(layer -> layer.size() == 1);
        if (alone) {
            return values(network);
        }
        try (Supernet extracted = extract(architecture)) {
            return values(extracted.network);
        }
    }

    private static StandaloneNetwork values(SharedNetwork alone) {
        return new StandaloneNetwork(
                alone.space(),
                alone.blocks().stream().map(block -> block.weights().values()).toList());
    }

    /** Lets training steps, evaluations and passes end where they are if they are asked to. */
    public void stopOn(StopSignal stop) {
        network.stopOn(stop);
    }

    /** Number of optimizer steps that a candidate took part in. */
    public long updates(int layer, int choice) {
        return network.block(layer, choice).updates();
    }

    /** The most bytes that activations, gradients of them and scratch arrays took at one time, at most. */
    public long peakActivationBytes() {
        return network.peakActivationBytes();
    }

    /** The blocks and their weights, for this library's own packages. */
    public SharedNetwork network() {
        return network;
    }

    private long nextDropoutSeed() {
        return Seeds.derive(seed, "dropout", passes++);
    }

    long passes() {
        return passes;
    }

    void restorePasses(long count) {
        passes = count;
    }

    /** Frees activation memory that is not in use. */
    @Override
    public void close() {
        network.close();
    }
}
