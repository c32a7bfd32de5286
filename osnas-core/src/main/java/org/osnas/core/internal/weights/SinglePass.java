package org.osnas.core.internal.weights;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.osnas.engine.internal.plan.Tensor;

/** One active block, whose output is the layer's. */
record SinglePass(SharedBlock block, NetworkContext context) implements StagePass {

    @Override
    public Tensor forward(Tensor x, Modes modes) {
        return block.forward(x, modes.of(block));
    }

    @Override
    public @Nullable Tensor backward(Tensor gradient, boolean wantsInput) {
        return back(block, gradient, wantsInput, context);
    }

    /** Goes back through one block, and remembers that it has a gradient now. */
    static @Nullable Tensor back(SharedBlock block, Tensor gradient, boolean wantsInput, NetworkContext context) {
        if (!block.isIdentity()) {
            context.touched().add(block);
        }
        return block.backward(gradient, wantsInput);
    }

    @Override
    public List<double[]> mixtureGradients() {
        throw new IllegalStateException("Block " + block.label() + " ran alone: there is no mixture");
    }

    @Override
    public void discard() {
        block.discard();
    }
}
