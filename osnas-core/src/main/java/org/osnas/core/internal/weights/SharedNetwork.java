package org.osnas.core.internal.weights;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.IntFunction;
import org.osnas.api.space.Architecture;
import org.osnas.api.space.SearchSpace;
import org.osnas.api.training.PathChoice;
import org.osnas.core.stop.StopSignal;
import org.osnas.core.weights.Initialization;
import org.osnas.engine.internal.plan.Kernels;
import org.osnas.engine.internal.plan.TensorPool;

/** Stem, stages and head of a search space with the weights of all their blocks, and the passes along its paths. */
public final class SharedNetwork implements AutoCloseable {

    private final SearchSpace space;
    private final NetworkContext context;
    private final SharedBlock stem;
    private final List<SharedStage> stages;
    private final List<List<SharedBlock>> layers = new ArrayList<>();
    private final SharedBlock head;
    private final List<SharedNetwork> twins = new ArrayList<>();
    private StopSignal stop = new StopSignal();

    private SharedNetwork(
            SearchSpace space, NetworkContext context, SharedBlock stem, List<SharedStage> stages, SharedBlock head) {
        this.space = space;
        this.context = context;
        this.stem = stem;
        this.stages = List.copyOf(stages);
        this.head = head;
        stages.forEach(stage -> layers.addAll(stage.layers()));
    }

    /** A network with first weights of its own. */
    public static SharedNetwork create(SearchSpace space, Initialization initialization, long seed, Kernels kernels) {
        NetworkContext context = NetworkContext.of(kernels);
        BlockFactory factory = new BlockFactory(context, initialization, seed);
        SharedBlock stem = factory.make(space.stem(), space.input(), "stem", -1);
        List<SharedStage> stages = new ArrayList<>();
        for (int s = 0; s < space.stages().size(); s++) {
            stages.add(SharedStage.of(space.stages().get(s), space.stageInput(s), space.firstLayer(s), factory));
        }
        SharedBlock head = factory.makeHead(space.head(), space.headInputs(), space.depth());
        return new SharedNetwork(space, context, stem, stages, head);
    }

    /**
     * The same network over the same weights with plans and activations of its own, so that two threads can evaluate at
     * once while none trains. It has no gradients: only the original trains.
     */
    public SharedNetwork twin() {
        NetworkContext other = NetworkContext.of(kernels());
        List<SharedStage> copies =
                stages.stream().map(stage -> stage.twin(other)).toList();
        return new SharedNetwork(space, other, stem.twin(other.pool()), copies, head.twin(other.pool()));
    }

    /**
     * The network that a thread evaluates with; twins are kept, and closed with this network.
     *
     * @param number 0 for this one, from 1 for a {@link #twin}
     */
    public SharedNetwork ofThread(int number) {
        while (twins.size() < number) {
            twins.add(twin());
        }
        SharedNetwork chosen = number == 0 ? this : twins.get(number - 1);
        chosen.stop = stop;
        return chosen;
    }

    /** Lets passes end where they are if they are asked to. */
    public void stopOn(StopSignal signal) {
        stop = signal;
    }

    /** What passes look at between two places of the network. */
    public StopSignal stop() {
        return stop;
    }

    public SearchSpace space() {
        return space;
    }

    public SharedBlock stem() {
        return stem;
    }

    public SharedBlock head() {
        return head;
    }

    public SharedBlock block(int layer, int choice) {
        return layers.get(layer).get(choice);
    }

    /** All blocks: stem, those of each stage, head. */
    public List<SharedBlock> blocks() {
        List<SharedBlock> all = new ArrayList<>();
        all.add(stem);
        stages.forEach(stage -> all.addAll(stage.blocks()));
        all.add(head);
        return all;
    }

    public TensorPool pool() {
        return context.pool();
    }

    public Kernels kernels() {
        return context.pool().kernels();
    }

    /** Blocks that have gradients since the last update, in order of first use. */
    public Set<SharedBlock> touched() {
        return context.touched();
    }

    /** Drops the gradients of all passes since the last update. */
    public void forgetGradients() {
        touched().forEach(SharedBlock::forgetGradient);
        touched().clear();
    }

    /**
     * The pass of the stem or a stage.
     *
     * @param place 0 for the stem, then the stages
     * @param choices canonical ones of the stage; none for the stem
     */
    public StagePass pass(int place, Architecture choices) {
        return place == 0
                ? new SinglePass(stem, context)
                : stages.get(place - 1).along(choices.toArray());
    }

    /** A pass of the head. */
    public HeadPass headPass() {
        return new HeadPass(head, context);
    }

    /** A pass of the network along an architecture. */
    public NetworkPass along(Architecture architecture) {
        Architecture canonical = space.canonical(architecture);
        return whole(s -> stages.get(s).along(space.choices(canonical, s)));
    }

    /** A pass of the network of a mixture of the space's size. */
    public NetworkPass mixed(PathChoice.Weighted mixture) {
        return whole(s -> stages.get(s).mixed(mixture, space.firstLayer(s)));
    }

    private NetworkPass whole(IntFunction<StagePass> ofStage) {
        List<StagePass> trunk = new ArrayList<>();
        trunk.add(new SinglePass(stem, context));
        for (int s = 0; s < stages.size(); s++) {
            trunk.add(ofStage.apply(s));
        }
        return new NetworkPass(trunk, headPass(), space.head().sources(), pool(), stop);
    }

    /**
     * Copies the weights along an architecture.
     *
     * @param alone a network over {@code space().restrictTo(canonical)}
     */
    public void copyTo(SharedNetwork alone, Architecture canonical) {
        alone.stem.weights().copyLeadingFrom(List.of(stem.weights()));
        for (int s = 0; s < stages.size(); s++) {
            stages.get(s).copyTo(space.choices(canonical, s), alone.block(s, 0));
        }
        alone.head.weights().copyLeadingFrom(List.of(head.weights()));
    }

    /** The most bytes that activations, gradients of them and scratch arrays took at one time, at most. */
    public long peakActivationBytes() {
        return pool().peakBytes()
                + twins.stream().mapToLong(SharedNetwork::peakActivationBytes).sum();
    }

    /** Frees activation memory that is not in use. */
    @Override
    public void close() {
        twins.forEach(SharedNetwork::close);
        pool().close();
    }
}
