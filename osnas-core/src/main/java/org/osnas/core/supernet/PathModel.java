package org.osnas.core.supernet;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.osnas.api.space.SearchSpace;
import org.osnas.api.spi.Check;
import org.osnas.api.task.Model;
import org.osnas.api.training.PathChoice;
import org.osnas.core.plan.ForwardMode;
import org.osnas.core.plan.Tensor;

/** The supernet along one path, in training mode. Only one pass of a supernet is under way at a time. */
public final class PathModel implements Model {

    private final Supernet supernet;
    private final Supplier<ForwardMode> modes;
    private final boolean mixture;
    private final LayerPass stem;
    private final List<LayerPass> layers = new ArrayList<>();
    private final LayerPass head;

    /**
     * @param modes the mode of each forward pass
     */
    PathModel(Supernet supernet, PathChoice path, Supplier<ForwardMode> modes) {
        this.supernet = supernet;
        this.modes = modes;
        this.mixture = path instanceof PathChoice.Weighted;
        stem = single(supernet.stem());
        if (path instanceof PathChoice.Single single) {
            supernet.space().check(single.architecture());
            for (int l = 0; l < supernet.space().depth(); l++) {
                layers.add(single(supernet.block(l, single.architecture().choice(l))));
            }
        } else {
            PathChoice.Weighted weighted = (PathChoice.Weighted) path;
            check(weighted, supernet.space());
            for (int l = 0; l < weighted.depth(); l++) {
                layers.add(LayerPass.mixture(supernet.blocks(l), weighted, l, supernet.pool(), supernet.touched()));
            }
        }
        head = single(supernet.head());
    }

    private LayerPass single(SharedBlock block) {
        return LayerPass.single(block, supernet.pool(), supernet.touched());
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
    public INDArray forward(INDArray features) {
        discard();
        ForwardMode mode = modes.get();
        Tensor current = stem.forward(Tensor.of(features), mode);
        for (LayerPass layer : layers) {
            current = layer.forward(current, mode);
        }
        return head.forward(current, mode).array();
    }

    @Override
    public void backward(INDArray outputGradient) {
        Tensor given = Tensor.of(outputGradient);
        Tensor gradient = supernet.pool().acquire(given.shape());
        gradient.buffer().put(0, given.buffer(), 0, given.length());
        gradient = head.backward(gradient, true);
        for (int l = layers.size() - 1; l >= 0; l--) {
            gradient = layers.get(l).backward(gradient, true);
        }
        stem.backward(gradient, false);
    }

    /**
     * Gradient of the loss with respect to the mixture weights, {@code [layer][candidate]}, after {@link #backward}:
     * {@code ∂L/∂p_i = ⟨∂L/∂y, b_i(x)⟩}; zero for blocks that did not run.
     */
    public double[][] mixtureGradient() {
        Check.that(mixture, "only a Weighted path has a mixture gradient");
        return layers.stream().map(LayerPass::mixtureGradient).toArray(double[][]::new);
    }

    /** Drops a forward pass that no backward pass follows. */
    public void discard() {
        stem.discard();
        layers.forEach(LayerPass::discard);
        head.discard();
    }
}
