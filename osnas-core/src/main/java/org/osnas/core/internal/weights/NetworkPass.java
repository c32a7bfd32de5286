package org.osnas.core.internal.weights;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.osnas.core.stop.StopSignal;
import org.osnas.engine.internal.plan.Tensor;
import org.osnas.engine.internal.plan.TensorPool;

/**
 * A whole network along one path. What the head reads of earlier stages is kept until the head has run; on the way back
 * its gradients enter where the features left.
 */
public final class NetworkPass {

    private final List<StagePass> trunk;
    private final HeadPass head;
    private final List<Integer> sources;
    private final TensorPool pool;
    private final StopSignal stop;

    /**
     * @param trunk stem and stages
     * @param sources number of the pass of the trunk whose output each input of the head is, ascending to the last
     * @param stop is looked at between two stages of a training pass
     */
    NetworkPass(List<StagePass> trunk, HeadPass head, List<Integer> sources, TensorPool pool, StopSignal stop) {
        this.trunk = List.copyOf(trunk);
        this.head = head;
        this.sources = sources;
        this.pool = pool;
        this.stop = stop;
    }

    /** Training pass; the outputs stay this network's until {@link #backward} or {@link #discard}. */
    public List<Tensor> train(Tensor x, Modes training) {
        List<Tensor> features = new ArrayList<>();
        Tensor current = x;
        for (int i = 0; i < trunk.size(); i++) {
            stop.checkOverdue();
            current = trunk.get(i).forward(current, training);
            if (sources.contains(i)) {
                features.add(current);
            }
        }
        return head.forward(features, training);
    }

    /** Backward pass of the last training pass; takes the gradients of the outputs over. */
    public void backward(List<Tensor> gradients) {
        List<Tensor> ofFeatures = head.backward(gradients);
        int next = ofFeatures.size() - 1;
        Tensor gradient = ofFeatures.get(next--);
        for (int i = trunk.size() - 1; i >= 0; i--) {
            stop.checkOverdue();
            if (next >= 0 && sources.get(next) == i) {
                Tensor entering = ofFeatures.get(next--);
                pool.kernels().add(gradient, entering, gradient);
                pool.release(entering);
            }
            Tensor input = trunk.get(i).backward(gradient, i > 0);
            if (i > 0) {
                gradient = Objects.requireNonNull(input, "the gradient of the input was asked for");
            }
        }
    }

    /** Inference: the outputs are the caller's, unless one is {@code x} itself. */
    public List<Tensor> run(Tensor x, Modes modes) {
        // By identity, since a block that is an identity gives its input.
        Set<Tensor> kept = Collections.newSetFromMap(new IdentityHashMap<>());
        List<Tensor> features = new ArrayList<>();
        Tensor current = x;
        for (int i = 0; i < trunk.size(); i++) {
            Tensor before = current;
            current = trunk.get(i).forward(before, modes);
            if (before != x && before != current && !kept.contains(before)) {
                pool.release(before);
            }
            if (sources.contains(i)) {
                features.add(current);
                kept.add(current);
            }
        }
        List<Tensor> outputs = head.forward(features, modes);
        kept.remove(x);
        outputs.forEach(kept::remove);
        kept.forEach(pool::release);
        return outputs;
    }

    /** Gradients of the mixture of each choice layer, as {@link StagePass#mixtureGradients}. */
    public List<double[]> mixtureGradients() {
        return trunk.subList(1, trunk.size()).stream()
                .flatMap(pass -> pass.mixtureGradients().stream())
                .toList();
    }

    /** Drops a training pass that no backward pass follows. */
    public void discard() {
        trunk.forEach(StagePass::discard);
        head.discard();
    }
}
