package org.osnas.core.internal.weights;

import java.util.List;
import org.osnas.engine.internal.plan.Tensor;

/** The head of a network in one pass: it reads one or several features and gives one or several outputs. */
public final class HeadPass {

    private final SharedBlock block;
    private final NetworkContext context;

    HeadPass(SharedBlock block, NetworkContext context) {
        this.block = block;
        this.context = context;
    }

    /**
     * Runs the head.
     *
     * @param features in the order of its sources
     * @return the outputs; in training they stay this pass's until {@link #backward} or {@link #discard}, otherwise they
     *     are the caller's, unless one is a feature itself
     */
    public List<Tensor> forward(List<Tensor> features, Modes modes) {
        return block.forward(features, modes.of(block));
    }

    /** Takes the output gradients over and gives those of the features. */
    List<Tensor> backward(List<Tensor> gradients) {
        if (!block.isIdentity()) {
            context.touched().add(block);
        }
        return block.backward(gradients, true);
    }

    void discard() {
        block.discard();
    }
}
