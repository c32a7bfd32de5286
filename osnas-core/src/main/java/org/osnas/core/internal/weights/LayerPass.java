package org.osnas.core.internal.weights;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.osnas.api.training.PathChoice;
import org.osnas.engine.internal.plan.Tensor;
import org.osnas.engine.internal.plan.TensorPool;

/** One choice layer along a path: one active block, or in training a mixture {@code Σ_i weight[i] * block_i(x)}. */
final class LayerPass implements StagePass {

    private final TensorPool pool;
    private final Set<SharedBlock> touched;
    private final List<Branch> branches;
    private final double[] mixtureGradient;
    private Tensor mixed;

    /** One active block. */
    private static final class Branch {
        private final SharedBlock block;
        private final int choice;
        private final float weight;
        private Tensor output;

        Branch(SharedBlock block, int choice, double weight) {
            this.block = block;
            this.choice = choice;
            this.weight = (float) weight;
        }
    }

    private LayerPass(NetworkContext context, List<Branch> branches, double[] mixtureGradient) {
        this.pool = context.pool();
        this.touched = context.touched();
        this.branches = branches;
        this.mixtureGradient = mixtureGradient;
    }

    /** One block, whose output is the layer's. */
    static LayerPass single(SharedBlock block, NetworkContext context) {
        return new LayerPass(context, List.of(new Branch(block, 0, 1)), null);
    }

    /** Layer {@code layer} of a mixture. */
    static LayerPass mixture(
            List<SharedBlock> candidates, PathChoice.Weighted mixture, int layer, NetworkContext context) {
        List<Branch> branches = new ArrayList<>();
        for (int c = 0; c < candidates.size(); c++) {
            if (mixture.runs(layer, c)) {
                branches.add(new Branch(candidates.get(c), c, mixture.weight(layer, c)));
            }
        }
        return new LayerPass(context, branches, new double[candidates.size()]);
    }

    private boolean isMixture() {
        return mixtureGradient != null;
    }

    @Override
    public Tensor forward(Tensor x, Modes modes) {
        for (Branch branch : branches) {
            branch.output = branch.block.forward(x, modes.of(branch.block));
        }
        return isMixture() ? mix() : branches.get(0).output;
    }

    private Tensor mix() {
        for (Branch branch : branches) {
            if (branch.weight != 0 && mixed == null) {
                mixed = pool.acquire(branch.output.shape());
                pool.kernels().affine(branch.output, branch.weight, 0f, mixed);
            } else if (branch.weight != 0) {
                pool.kernels().axpy(branch.weight, branch.output, mixed);
            }
        }
        return mixed;
    }

    @Override
    public Tensor backward(Tensor gradient, boolean wantsInput) {
        return isMixture() ? unmix(gradient, wantsInput) : back(branches.get(0).block, gradient, wantsInput);
    }

    private Tensor unmix(Tensor gradient, boolean wantsInput) {
        Tensor sum = null;
        for (Branch branch : branches) {
            mixtureGradient[branch.choice] = pool.kernels().dot(gradient, branch.output);
            if (branch.weight == 0) {
                branch.block.discard();
                continue;
            }
            Tensor scaled = pool.acquire(gradient.shape());
            pool.kernels().affine(gradient, branch.weight, 0f, scaled);
            Tensor input = back(branch.block, scaled, wantsInput);
            if (sum == null) {
                sum = input;
            } else if (input != null) {
                pool.kernels().add(sum, input, sum);
                pool.release(input);
            }
        }
        pool.release(gradient);
        releaseMixed();
        return sum;
    }

    private Tensor back(SharedBlock block, Tensor gradient, boolean wantsInput) {
        if (!block.isIdentity()) {
            touched.add(block);
        }
        return block.backward(gradient, wantsInput);
    }

    @Override
    public List<double[]> mixtureGradients() {
        return List.of(mixtureGradient.clone());
    }

    @Override
    public void discard() {
        for (Branch branch : branches) {
            branch.block.discard();
            branch.output = null;
        }
        releaseMixed();
    }

    private void releaseMixed() {
        if (mixed != null) {
            pool.release(mixed);
            mixed = null;
        }
    }
}
