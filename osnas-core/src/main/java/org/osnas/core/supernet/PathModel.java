package org.osnas.core.supernet;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.osnas.api.spi.Check;
import org.osnas.api.task.Model;
import org.osnas.api.training.PathChoice;
import org.osnas.core.kernel.ElementwiseKernel;
import org.osnas.core.plan.ForwardMode;
import org.osnas.core.plan.Tensor;
import org.osnas.core.plan.TensorPool;

/** The supernet along one path, in training mode. Only one pass of a supernet is under way at a time. */
public final class PathModel implements Model {

    private final Supernet supernet;
    private final TensorPool pool;
    private final Supplier<ForwardMode> modes;
    private final List<List<Branch>> layers = new ArrayList<>();
    private final List<Tensor> mixed = new ArrayList<>();
    private final double[][] mixtureGradient;

    /** One active block of a layer. */
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

    /**
     * @param modes the mode of each forward pass
     */
    PathModel(Supernet supernet, PathChoice path, Supplier<ForwardMode> modes) {
        this.supernet = supernet;
        this.modes = modes;
        this.pool = supernet.pool();
        int depth = supernet.space().depth();
        if (path instanceof PathChoice.Single single) {
            supernet.space().check(single.architecture());
            for (int l = 0; l < depth; l++) {
                int choice = single.architecture().choice(l);
                layers.add(List.of(new Branch(supernet.block(l, choice), choice, 1)));
            }
            mixtureGradient = new double[0][];
        } else {
            PathChoice.Weighted weighted = (PathChoice.Weighted) path;
            int[] sizes = supernet.space().sizes();
            Check.that(
                    weighted.depth() == depth,
                    "The mixture has %d layers, but space %s has %d",
                    weighted.depth(),
                    supernet.space().name(),
                    depth);
            mixtureGradient = new double[depth][];
            for (int l = 0; l < depth; l++) {
                Check.that(
                        weighted.size(l) == sizes[l],
                        "The mixture has %d weights in layer %d, but space %s has %d candidates there",
                        weighted.size(l),
                        l,
                        supernet.space().name(),
                        sizes[l]);
                mixtureGradient[l] = new double[sizes[l]];
                List<Branch> branches = new ArrayList<>();
                for (int c = 0; c < sizes[l]; c++) {
                    if (weighted.runs(l, c)) {
                        branches.add(new Branch(supernet.block(l, c), c, weighted.weight(l, c)));
                    }
                }
                layers.add(branches);
            }
        }
    }

    private boolean isMixture() {
        return mixtureGradient.length > 0;
    }

    @Override
    public INDArray forward(INDArray features) {
        discard();
        ForwardMode mode = modes.get();
        Tensor current = supernet.stem().forward(Tensor.of(features), mode);
        for (List<Branch> branches : layers) {
            for (Branch branch : branches) {
                branch.output = branch.block.forward(current, mode);
            }
            current = isMixture() ? mix(branches) : branches.get(0).output;
        }
        return supernet.head().forward(current, mode).array();
    }

    private Tensor mix(List<Branch> branches) {
        Tensor sum = null;
        for (Branch branch : branches) {
            if (branch.weight != 0 && sum == null) {
                sum = pool.acquire(branch.output.shape());
                ElementwiseKernel.affine(branch.output.buffer(), branch.weight, 0f, sum.buffer(), sum.length());
            } else if (branch.weight != 0) {
                ElementwiseKernel.axpy(branch.weight, branch.output.buffer(), sum.buffer(), sum.length());
            }
        }
        mixed.add(sum);
        return sum;
    }

    @Override
    public void backward(INDArray outputGradient) {
        Tensor given = Tensor.of(outputGradient);
        Tensor gradient = pool.acquire(given.shape());
        gradient.buffer().put(0, given.buffer(), 0, given.length());
        gradient = back(supernet.head(), gradient, true);
        for (int l = layers.size() - 1; l >= 0; l--) {
            List<Branch> branches = layers.get(l);
            gradient = isMixture()
                    ? unmix(branches, gradient, mixtureGradient[l])
                    : back(branches.get(0).block, gradient, true);
        }
        back(supernet.stem(), gradient, false);
        releaseMixed();
    }

    /** Takes the output gradient over and gives the input gradient. */
    private Tensor back(SharedBlock block, Tensor gradient, boolean wantsInput) {
        if (!block.isIdentity()) {
            supernet.touched().add(block);
        }
        return block.backward(gradient, wantsInput);
    }

    private Tensor unmix(List<Branch> branches, Tensor gradient, double[] weightGradient) {
        Tensor sum = null;
        for (Branch branch : branches) {
            weightGradient[branch.choice] =
                    ElementwiseKernel.dot(gradient.buffer(), branch.output.buffer(), gradient.length());
            if (branch.weight == 0) {
                branch.block.discard();
                continue;
            }
            Tensor scaled = pool.acquire(gradient.shape());
            ElementwiseKernel.affine(gradient.buffer(), branch.weight, 0f, scaled.buffer(), scaled.length());
            Tensor input = back(branch.block, scaled, true);
            if (sum == null) {
                sum = input;
            } else {
                ElementwiseKernel.addInto(input.buffer(), sum.buffer(), sum.length());
                pool.release(input);
            }
        }
        pool.release(gradient);
        return sum;
    }

    /**
     * Gradient of the loss with respect to the mixture weights, {@code [layer][candidate]}, after {@link #backward}:
     * {@code ∂L/∂p_i = ⟨∂L/∂y, b_i(x)⟩}; zero for blocks that did not run.
     */
    public double[][] mixtureGradient() {
        Check.that(isMixture(), "only a Weighted path has a mixture gradient");
        double[][] copy = new double[mixtureGradient.length][];
        for (int l = 0; l < copy.length; l++) {
            copy[l] = mixtureGradient[l].clone();
        }
        return copy;
    }

    /** Drops a forward pass that no backward pass follows. */
    public void discard() {
        for (List<Branch> branches : layers) {
            for (Branch branch : branches) {
                branch.block.discard();
                branch.output = null;
            }
        }
        supernet.head().discard();
        supernet.stem().discard();
        releaseMixed();
    }

    private void releaseMixed() {
        mixed.forEach(pool::release);
        mixed.clear();
    }
}
