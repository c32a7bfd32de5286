package org.osnas.core.supernet;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.osnas.api.random.Seeds;
import org.osnas.api.space.Architecture;
import org.osnas.api.space.Block;
import org.osnas.api.space.SearchSpace;
import org.osnas.api.space.Shape;
import org.osnas.api.training.PathChoice;
import org.osnas.core.plan.ForwardMode;
import org.osnas.core.plan.Tensor;
import org.osnas.core.plan.TensorPool;

/**
 * The network that holds the weights of all candidate blocks of a search space. A pass runs only the blocks of its
 * path: the others execute nothing, allocate nothing and are not updated.
 *
 * <p>A supernet over {@link SearchSpace#restrictTo} is a standalone network. Not thread-safe.
 */
public final class Supernet implements AutoCloseable {

    private final SearchSpace space;
    private final long seed;
    private final TensorPool pool = new TensorPool();
    private final SharedBlock stem;
    private final List<List<SharedBlock>> layers = new ArrayList<>();
    private final SharedBlock head;
    private final Set<SharedBlock> touched = new LinkedHashSet<>();
    private long passes;

    private Supernet(SearchSpace space, Initialization initialization, long seed) {
        this.space = space;
        this.seed = seed;
        int index = 0;
        stem = shared(space.stem(), space.input(), "stem", initialization, index++, -1);
        for (int l = 0; l < space.depth(); l++) {
            List<SharedBlock> blocks = new ArrayList<>();
            for (Block block : space.layers().get(l).candidates()) {
                String label = "layer " + l + " block " + block.name();
                blocks.add(shared(block, space.inputOf(l), label, initialization, index++, l));
            }
            layers.add(List.copyOf(blocks));
        }
        head = shared(space.head(), space.inputOf(space.depth()), "head", initialization, index, space.depth());
    }

    private SharedBlock shared(
            Block block, Shape input, String label, Initialization initialization, int index, int layer) {
        return new SharedBlock(
                block,
                input,
                label,
                pool,
                initialization,
                Seeds.generator(seed, "weights", index),
                Seeds.derive(seed, "layer", layer));
    }

    /** A supernet with {@link Initialization#defaultFor}. */
    public static Supernet create(SearchSpace space, long seed) {
        return create(space, Initialization.defaultFor(space), seed);
    }

    public static Supernet create(SearchSpace space, Initialization initialization, long seed) {
        return new Supernet(space, initialization, seed);
    }

    public SearchSpace space() {
        return space;
    }

    /**
     * The network along one path, for training: gradients of several passes add up until {@link Trainer} updates.
     *
     * @throws org.osnas.api.spi.BadInputException if the path does not belong to the space
     */
    public PathModel model(PathChoice path) {
        return new PathModel(this, path, () -> new ForwardMode.Training(nextDropoutSeed()));
    }

    /** A path whose passes change nothing but gradients: neither running statistics nor counters. */
    PathModel probe(PathChoice path, long dropoutSeed) {
        return new PathModel(this, path, () -> new ForwardMode.Training(dropoutSeed, false));
    }

    /** Drops the gradients of all passes since the last update. */
    void forgetGradients() {
        touched.forEach(SharedBlock::forgetGradient);
        touched.clear();
    }

    /**
     * Output for a batch with the running statistics of batch normalisation.
     *
     * @param features {@code [batch, height, width, channels]}
     * @return logits {@code [batch, classes]}, a copy
     */
    public INDArray predict(Architecture architecture, INDArray features) {
        space.check(architecture);
        Tensor x = Tensor.of(features);
        Tensor current = infer(stem, x, x, ForwardMode.running());
        for (int l = 0; l < layers.size(); l++) {
            current = infer(block(l, architecture.choice(l)), current, x, ForwardMode.running());
        }
        current = infer(head, current, x, ForwardMode.running());
        INDArray result = current.array().dup();
        if (current != x) {
            pool.release(current);
        }
        return result;
    }

    private Tensor infer(SharedBlock block, Tensor current, Tensor borrowed, ForwardMode mode) {
        Tensor y = block.forward(current, mode);
        if (y != current && current != borrowed) {
            pool.release(current);
        }
        return y;
    }

    /** A network of its own with a copy of the weights along an architecture; same outputs as this supernet. */
    public Supernet extract(Architecture architecture) {
        Supernet network = create(space.restrictTo(architecture), seed);
        stem.copyWeightsTo(network.stem);
        for (int l = 0; l < layers.size(); l++) {
            block(l, architecture.choice(l)).copyWeightsTo(network.block(l, 0));
        }
        head.copyWeightsTo(network.head);
        return network;
    }

    /** Number of optimizer steps that a candidate took part in. */
    public long updates(int layer, int choice) {
        return block(layer, choice).updates();
    }

    /** Bytes of all activation arrays in the pool. */
    public long activationBytes() {
        return pool.allocatedBytes();
    }

    SharedBlock stem() {
        return stem;
    }

    SharedBlock head() {
        return head;
    }

    SharedBlock block(int layer, int choice) {
        return layers.get(layer).get(choice);
    }

    /** All candidates of a layer. */
    List<SharedBlock> blocks(int layer) {
        return layers.get(layer);
    }

    TensorPool pool() {
        return pool;
    }

    /** Blocks that have gradients since the last update, in order of first use. */
    Set<SharedBlock> touched() {
        return touched;
    }

    long nextDropoutSeed() {
        return Seeds.derive(seed, "dropout", passes++);
    }

    long passes() {
        return passes;
    }

    void restorePasses(long count) {
        passes = count;
    }

    /** All blocks: stem, candidates layer by layer, head. */
    List<SharedBlock> blocks() {
        List<SharedBlock> all = new ArrayList<>();
        all.add(stem);
        layers.forEach(all::addAll);
        all.add(head);
        return all;
    }

    /** Frees activation memory that is not in use. */
    @Override
    public void close() {
        pool.close();
    }
}
