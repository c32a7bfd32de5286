package org.osnas.core.internal.weights;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.osnas.engine.internal.plan.Tensor;

/** One stage of a network, or its stem, along one path. */
public interface StagePass {

    /**
     * Runs the active blocks.
     *
     * @return the output; in training it stays this pass's until {@link #backward} or {@link #discard}, otherwise it is
     *     the caller's, unless it is {@code x} itself
     */
    Tensor forward(Tensor x, Modes modes);

    /** Takes the output gradient over and gives the input gradient, or null if it is not wanted. */
    @Nullable
    Tensor backward(Tensor gradient, boolean wantsInput);

    /** Drops a forward pass that no backward pass follows. */
    void discard();

    /**
     * After {@link #backward} of a mixture the gradient of the loss with respect to its weights, for each choice layer:
     * {@code ∂L/∂p_i = ⟨∂L/∂y, b_i(x)⟩}; zero for blocks that did not run.
     */
    List<double[]> mixtureGradients();
}
