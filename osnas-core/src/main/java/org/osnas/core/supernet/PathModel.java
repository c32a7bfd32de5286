package org.osnas.core.supernet;

import java.util.List;
import java.util.function.Supplier;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.osnas.api.space.SearchSpace;
import org.osnas.api.spi.Check;
import org.osnas.api.task.Model;
import org.osnas.api.task.Outputs;
import org.osnas.api.training.PathChoice;
import org.osnas.core.internal.weights.Modes;
import org.osnas.core.internal.weights.SharedNetwork;
import org.osnas.core.internal.weights.StagePass;
import org.osnas.engine.internal.plan.ForwardMode;
import org.osnas.engine.internal.plan.Tensor;
import org.osnas.engine.internal.plan.TensorPool;

/** The supernet along one path, in training mode. Only one pass of a supernet is under way at a time. */
public final class PathModel implements Model {

    private final SharedNetwork network;
    private final Supplier<ForwardMode> modes;
    private final boolean mixture;
    private final List<StagePass> passes;

    /**
     * @param modes the mode of each forward pass
     */
    PathModel(SharedNetwork network, PathChoice path, Supplier<ForwardMode> modes) {
        this.network = network;
        this.modes = modes;
        this.mixture = path instanceof PathChoice.Weighted;
        if (path instanceof PathChoice.Weighted weighted) {
            check(weighted, network.space());
            passes = network.passes(weighted);
        } else {
            passes = network.passes(((PathChoice.Single) path).architecture());
        }
    }

    private static void check(PathChoice.Weighted weighted, SearchSpace space) {
        Check.that(
                weighted.depth() == space.depth(),
                "The mixture has %d layers, but space %s has %d",
                weighted.depth(),
                space.name(),
                space.depth());
        int[] sizes = space.sizes();
        for (int l = 0; l < sizes.length; l++) {
            Check.that(
                    weighted.size(l) == sizes[l],
                    "The mixture has %d weights in layer %d, but space %s has %d candidates there",
                    weighted.size(l),
                    l,
                    space.name(),
                    sizes[l]);
        }
    }

    @Override
    public Outputs forward(INDArray inputs) {
        discard();
        Modes mode = Modes.all(modes.get());
        Tensor current = network.pool().kernels().wrap(inputs);
        for (StagePass pass : passes) {
            current = pass.forward(current, mode);
        }
        return Outputs.of(SameDiffExporter.OUTPUT, current.array());
    }

    @Override
    public void backward(Outputs gradients) {
        INDArray outputGradient = gradients.only();
        TensorPool pool = network.pool();
        Tensor gradient = pool.acquire(outputGradient.shape());
        pool.kernels().copy(pool.kernels().wrap(outputGradient), gradient);
        for (int i = passes.size() - 1; i >= 0; i--) {
            gradient = passes.get(i).backward(gradient, i > 0);
        }
    }

    /**
     * Gradient of the loss with respect to the mixture weights, {@code [layer][candidate]}, after {@link #backward}:
     * {@code ∂L/∂p_i = ⟨∂L/∂y, b_i(x)⟩}; zero for blocks that did not run.
     */
    public double[][] mixtureGradient() {
        Check.that(mixture, "only a Weighted path has a mixture gradient");
        return passes.subList(1, passes.size() - 1).stream()
                .flatMap(pass -> pass.mixtureGradients().stream())
                .toArray(double[][]::new);
    }

    /** Drops a forward pass that no backward pass follows. */
    public void discard() {
        passes.forEach(StagePass::discard);
    }
}
