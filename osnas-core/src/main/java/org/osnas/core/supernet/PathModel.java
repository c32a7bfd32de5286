package org.osnas.core.supernet;

import java.util.function.Supplier;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.osnas.api.space.SearchSpace;
import org.osnas.api.spi.Check;
import org.osnas.api.task.Model;
import org.osnas.api.task.Outputs;
import org.osnas.api.training.PathChoice;
import org.osnas.core.internal.weights.Modes;
import org.osnas.core.internal.weights.NetworkPass;
import org.osnas.core.internal.weights.OutputArrays;
import org.osnas.core.internal.weights.SharedNetwork;

/** The supernet along one path, in training mode. Only one pass of a supernet is under way at a time. */
public final class PathModel implements Model {

    private final SharedNetwork network;
    private final Supplier<Modes> modes;
    private final boolean mixture;
    private final NetworkPass pass;

    /**
     * @param modes those of each forward pass
     */
    PathModel(SharedNetwork network, PathChoice path, Supplier<Modes> modes) {
        this.network = network;
        this.modes = modes;
        this.mixture = path instanceof PathChoice.Weighted;
        if (path instanceof PathChoice.Weighted weighted) {
            check(weighted, network.space());
            pass = network.mixed(weighted);
        } else {
            pass = network.along(((PathChoice.Single) path).architecture());
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
        return OutputArrays.of(network.space(), pass.train(network.kernels().wrap(inputs), modes.get()));
    }

    @Override
    public void backward(Outputs gradients) {
        pass.backward(OutputArrays.copies(network.space(), gradients, network.pool()));
    }

    /**
     * Gradient of the loss with respect to the mixture weights, {@code [layer][candidate]}, after {@link #backward}:
     * {@code ∂L/∂p_i = ⟨∂L/∂y, b_i(x)⟩}; zero for blocks that did not run.
     */
    public double[][] mixtureGradient() {
        Check.that(mixture, "only a Weighted path has a mixture gradient");
        return pass.mixtureGradients().toArray(double[][]::new);
    }

    /** Drops a forward pass that no backward pass follows. */
    public void discard() {
        pass.discard();
    }
}
