package org.osnas.core.internal.weights;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.osnas.api.training.PathChoice;
import org.osnas.engine.internal.plan.Tensor;
import org.osnas.engine.internal.plan.TensorPool;

/** One choice layer in training as a mixture of its candidates: {@code Σ_i weight[i] * block_i(x)}. */
final class MixturePass implements StagePass {

    private final NetworkContext context;
    private final TensorPool pool;
    private final List<Branch> branches;
    private final List<Tensor> outputs = new ArrayList<>();
    private final double[] mixtureGradient;
    private @Nullable Tensor mixed;

    /** One active block. */
    private record Branch(SharedBlock block, int choice, float weight) {}

    private MixturePass(NetworkContext context, List<Branch> branches, int candidates) {
        this.context = context;
        this.pool = context.pool();
        this.branches = branches;
        this.mixtureGradient = new double[candidates];
    }

    /** Layer {@code layer} of a mixture. */
    static MixturePass of(
            List<SharedBlock> candidates, PathChoice.Weighted mixture, int layer, NetworkContext context) {
        List<Branch> branches = new ArrayList<>();
        for (int c = 0; c < candidates.size(); c++) {
            if (mixture.runs(layer, c)) {
                branches.add(new Branch(candidates.get(c), c, (float) mixture.weight(layer, c)));
            }
        }
        return new MixturePass(context, branches, candidates.size());
    }

    @Override
    public Tensor forward(Tensor x, Modes modes) {
        outputs.clear();
        for (Branch branch : branches) {
            outputs.add(branch.block().forward(x, modes.of(branch.block())));
        }
        Tensor sum = null;
        for (int b = 0; b < branches.size(); b++) {
            float weight = branches.get(b).weight();
            if (weight == 0) {
                continue;
            }
            if (sum == null) {
                sum = pool.acquire(outputs.get(b).shape());
                pool.kernels().affine(outputs.get(b), weight, 0f, sum);
            } else {
                pool.kernels().axpy(weight, outputs.get(b), sum);
            }
        }
        mixed = Objects.requireNonNull(sum, "a mixture has a weight that is not zero");
        return sum;
    }

    @Override
    public @Nullable Tensor backward(Tensor gradient, boolean wantsInput) {
        Tensor sum = null;
        for (int b = 0; b < branches.size(); b++) {
            Branch branch = branches.get(b);
            mixtureGradient[branch.choice()] = pool.kernels().dot(gradient, outputs.get(b));
            if (branch.weight() == 0) {
                branch.block().discard();
                continue;
            }
            Tensor scaled = pool.acquire(gradient.shape());
            pool.kernels().affine(gradient, branch.weight(), 0f, scaled);
            Tensor input = SinglePass.back(branch.block(), scaled, wantsInput, context);
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

    @Override
    public List<double[]> mixtureGradients() {
        return List.of(mixtureGradient.clone());
    }

    @Override
    public void discard() {
        branches.forEach(branch -> branch.block().discard());
        outputs.clear();
        releaseMixed();
    }

    private void releaseMixed() {
        if (mixed != null) {
            pool.release(mixed);
            mixed = null;
        }
    }
}
