package org.osnas.core.internal.weights;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.osnas.api.space.Shape;
import org.osnas.engine.internal.plan.Tensor;
import org.osnas.engine.internal.plan.TensorPool;

/** A unified stage along one path: expansion, the active sub-blocks side by side, projection, batch norm, residual. */
final class UnifiedPass implements StagePass {

    private final SharedUnifiedStage shared;
    private final TensorPool pool;
    private final int width;
    private final StagePass expansion;
    private final @Nullable StagePass[] subBlocks;
    private final int active;
    private final StagePass projection;
    private final StagePass norm;
    private final List<Tensor> kept = new ArrayList<>();
    private int batch;

    /**
     * @param subBlocks null where a sub-block is zero
     * @param zeros which batch norm
     */
    UnifiedPass(SharedUnifiedStage shared, @Nullable StagePass[] subBlocks, int zeros) {
        this.shared = shared;
        this.pool = shared.context().pool();
        this.width = shared.stage().in();
        this.expansion = shared.expansion();
        this.subBlocks = subBlocks;
        this.active = (int) Arrays.stream(subBlocks).filter(Objects::nonNull).count();
        this.projection = shared.projection();
        this.norm = shared.norm(zeros);
    }

    @Override
    public Tensor forward(Tensor x, Modes modes) {
        batch = x.size(0);
        Tensor projected = active == 0 ? zeros(shared.stage().outputShape(shared.input())) : project(x, modes);
        Tensor y = norm.forward(projected, modes);
        if (active == 0) {
            finish(projected, modes);
        } else {
            release(projected, modes);
        }
        if (!shared.stage().residual()) {
            return y;
        }
        Tensor sum = y;
        if (modes.training()) {
            sum = pool.acquire(y.shape());
            pool.kernels().copy(y, sum);
            kept.add(sum);
        }
        pool.kernels().add(sum, x, sum);
        return sum;
    }

    private Tensor project(Tensor x, Modes modes) {
        Tensor expanded = expands() ? expansion.forward(x, modes) : x;
        Tensor joined = zeros(joinedShape());
        for (int g = 0; g < subBlocks.length; g++) {
            if (subBlocks[g] != null) {
                Tensor slice = expands() ? slice(expanded, g) : x;
                Tensor y = subBlocks[g].forward(slice, modes);
                place(y, g, joined);
                if (y != slice) {
                    release(y, modes);
                }
                if (slice != x) {
                    finish(slice, modes);
                }
            }
        }
        if (expanded != x) {
            release(expanded, modes);
        }
        Tensor projected = projection.forward(joined, modes);
        finish(joined, modes);
        return projected;
    }

    /** One sub-block has the expansion rate 1, which takes no expansion. */
    private boolean expands() {
        return active > 1;
    }

    private Shape joinedShape() {
        return shared.stage().outputShape(shared.input()).withChannels(width * subBlocks.length);
    }

    /** An array of another pass, which has it in training. */
    private void release(Tensor tensor, Modes modes) {
        if (!modes.training()) {
            pool.release(tensor);
        }
    }

    /** An array of this pass, which the backward pass needs. */
    private void finish(Tensor tensor, Modes modes) {
        if (modes.training()) {
            kept.add(tensor);
        } else {
            pool.release(tensor);
        }
    }

    private Tensor zeros(Shape shape) {
        Tensor zeros = pool.acquire(batch, shape.height(), shape.width(), shape.channels());
        zeros.array().assign(0f);
        return zeros;
    }

    private Tensor slice(Tensor all, int subBlock) {
        Tensor part = pool.acquire(all.size(0), all.size(1), all.size(2), width);
        pool.kernels().slice(all, subBlock * width, (subBlock + 1) * width, part);
        return part;
    }

    private void place(Tensor part, int subBlock, Tensor all) {
        pool.kernels().place(part, subBlock * width, (subBlock + 1) * width, all);
    }

    @Override
    public Tensor backward(Tensor gradient, boolean wantsInput) {
        Tensor residual = null;
        if (shared.stage().residual()) {
            residual = pool.acquire(gradient.shape());
            pool.kernels().copy(gradient, residual);
        }
        Tensor input;
        if (active > 0) {
            input = backThroughSubBlocks(back(norm, gradient));
        } else {
            norm.backward(gradient, false);
            input = zeros(shared.input());
        }
        releaseKept();
        if (residual != null) {
            pool.kernels().add(input, residual, input);
            pool.release(residual);
        }
        return input;
    }

    private Tensor backThroughSubBlocks(Tensor projected) {
        Tensor joined = back(projection, projected);
        Tensor input = expands() ? backThroughExpansion(joined) : backThroughOnlySubBlock(joined);
        pool.release(joined);
        return input;
    }

    private Tensor backThroughExpansion(Tensor joined) {
        Tensor expanded = zeros(shared.input().withChannels(width * subBlocks.length));
        for (int g = 0; g < subBlocks.length; g++) {
            if (subBlocks[g] != null) {
                Tensor part = back(subBlocks[g], slice(joined, g));
                place(part, g, expanded);
                pool.release(part);
            }
        }
        return back(expansion, expanded);
    }

    private Tensor backThroughOnlySubBlock(Tensor joined) {
        int g = 0;
        while (subBlocks[g] == null) {
            g++;
        }
        return back(subBlocks[g], slice(joined, g));
    }

    private static Tensor back(StagePass pass, Tensor gradient) {
        return Objects.requireNonNull(pass.backward(gradient, true), "the gradient of the input was asked for");
    }

    private void releaseKept() {
        kept.forEach(pool::release);
        kept.clear();
    }

    @Override
    public void discard() {
        expansion.discard();
        Arrays.stream(subBlocks).filter(Objects::nonNull).forEach(StagePass::discard);
        projection.discard();
        norm.discard();
        releaseKept();
    }

    @Override
    public List<double[]> mixtureGradients() {
        List<double[]> gradients = new ArrayList<>();
        int candidates = shared.stage().candidates().size();
        for (StagePass subBlock : subBlocks) {
            gradients.addAll(subBlock == null ? List.of(new double[candidates]) : subBlock.mixtureGradients());
        }
        return gradients;
    }
}
