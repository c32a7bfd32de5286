package org.osnas.core.supernet;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.osnas.api.random.Seeds;
import org.osnas.api.space.Architecture;
import org.osnas.api.space.SearchSpace;
import org.osnas.api.training.PathChoice;
import org.osnas.engine.internal.plan.ForwardMode;
import org.osnas.engine.internal.plan.Kernels;
import org.osnas.engine.internal.plan.TensorPool;

/**
 * The network that holds the weights of all candidate blocks of a search space. A pass runs only the blocks of its
 * path: the others execute nothing, allocate nothing and are not updated.
 *
 * <p>A supernet over {@link SearchSpace#restrictTo} is a standalone network. Not thread-safe.
 */
public final class Supernet implements AutoCloseable {

    private final SearchSpace space;
    private final long seed;
    private final TensorPool pool;
    private final SharedBlock stem;
    private final List<SharedStage> stages = new ArrayList<>();
    private final List<List<SharedBlock>> layers = new ArrayList<>();
    private final SharedBlock head;
    private final Set<SharedBlock> touched = new LinkedHashSet<>();
    private final BlockFactory factory;
    private final List<Supernet> twins = new ArrayList<>();
    private long passes;

    private Supernet(
            SearchSpace space, Initialization initialization, long seed, TensorPool pool, BlockFactory factory) {
        this.space = space;
        this.pool = pool;
        this.factory = factory;
        this.seed = seed;
        stem = factory.make(space.stem(), space.input(), "stem", initialization, -1);
        for (int s = 0; s < space.stages().size(); s++) {
            stages.add(SharedStage.of(
                    space.stages().get(s),
                    space.stageInput(s),
                    space.firstLayer(s),
                    initialization,
                    factory,
                    pool,
                    touched));
        }
        stages.forEach(stage -> layers.addAll(stage.layers()));
        head = factory.make(space.head(), space.inputOf(space.depth()), "head", initialization, space.depth());
    }

    /** A supernet with {@link Initialization#defaultFor}. */
    public static Supernet create(SearchSpace space, long seed) {
        return create(space, Initialization.defaultFor(space), seed);
    }

    public static Supernet create(SearchSpace space, Initialization initialization, long seed) {
        return create(space, initialization, seed, Kernels.chosen());
    }

    static Supernet create(SearchSpace space, Initialization initialization, long seed, Kernels kernels) {
        TensorPool pool = new TensorPool(kernels);
        return new Supernet(space, initialization, seed, pool, new BlockFactory(pool, seed));
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
        PrefixTrie trie = new PrefixTrie(space, List.of(space.canonical(architecture)));
        try (PrefixWalk walk = walk(features, node -> Modes.all(ForwardMode.running()))) {
            return walk.to(trie.path(0)).array().dup();
        }
    }

    /** Runs a batch along paths of a trie. */
    PrefixWalk walk(INDArray features, Function<PrefixTrie.Node, Modes> modes) {
        return new PrefixWalk(pool.kernels().wrap(features), node -> pass(node.place(), node.choices()), modes, pool);
    }

    /** A network of its own with a copy of the weights along an architecture; same outputs as this supernet. */
    public Supernet extract(Architecture architecture) {
        Architecture canonical = space.canonical(architecture);
        SearchSpace alone = space.restrictTo(canonical);
        Supernet network = create(alone, Initialization.defaultFor(alone), seed, pool.kernels());
        network.stem.weights().copyLeadingFrom(List.of(stem.weights()));
        for (int s = 0; s < stages.size(); s++) {
            stages.get(s).copyTo(space.choices(canonical, s), network.block(s, 0));
        }
        network.head.weights().copyLeadingFrom(List.of(head.weights()));
        return network;
    }

    /** Number of optimizer steps that a candidate took part in. */
    public long updates(int layer, int choice) {
        return block(layer, choice).updates();
    }

    /** The most bytes that activations, gradients of them and scratch arrays took at one time, at most. */
    public long peakActivationBytes() {
        return pool.peakBytes()
                + twins.stream().mapToLong(Supernet::peakActivationBytes).sum();
    }

    /**
     * This supernet, or others over the same weights that evaluate on threads of their own while none is trained.
     *
     * @param number 0 for this one
     */
    Supernet twin(int number) {
        if (number == 0) {
            return this;
        }
        while (twins.size() < number) {
            // Standalone: the weights are there, nothing may assign first values to them.
            TensorPool other = new TensorPool(pool.kernels());
            twins.add(new Supernet(space, Initialization.STANDALONE, seed, other, factory.twin(other)));
        }
        return twins.get(number - 1);
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

    SharedStage stage(int stage) {
        return stages.get(stage);
    }

    /**
     * The pass at a place of the network.
     *
     * @param place 0 for the stem, then the stages, then the head
     * @param choices canonical ones of the stage; none for stem and head
     */
    private StagePass pass(int place, Architecture choices) {
        boolean stage = place > 0 && place <= stages.size();
        return stage ? stages.get(place - 1).along(choices.toArray()) : single(place == 0 ? stem : head);
    }

    private StagePass single(SharedBlock block) {
        return LayerPass.single(block, pool, touched);
    }

    /** Passes of stem, stages and head along an architecture. */
    List<StagePass> passes(Architecture architecture) {
        Architecture canonical = space.canonical(architecture);
        return passes(s -> stages.get(s).along(space.choices(canonical, s)));
    }

    /** Passes of stem, stages and head of a mixture of the space's size. */
    List<StagePass> passes(PathChoice.Weighted mixture) {
        return passes(s -> stages.get(s).mixed(mixture, space.firstLayer(s)));
    }

    private List<StagePass> passes(IntFunction<StagePass> ofStage) {
        List<StagePass> all = new ArrayList<>();
        all.add(single(stem));
        for (int s = 0; s < stages.size(); s++) {
            all.add(ofStage.apply(s));
        }
        all.add(single(head));
        return all;
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

    /** All blocks: stem, those of each stage, head. */
    List<SharedBlock> blocks() {
        List<SharedBlock> all = new ArrayList<>();
        all.add(stem);
        stages.forEach(stage -> all.addAll(stage.blocks()));
        all.add(head);
        return all;
    }

    /** Frees activation memory that is not in use. */
    @Override
    public void close() {
        twins.forEach(Supernet::close);
        pool.close();
    }
}
