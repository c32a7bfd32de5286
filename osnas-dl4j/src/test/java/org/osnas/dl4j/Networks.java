package org.osnas.dl4j;

import java.util.Random;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.osnas.api.space.Architecture;
import org.osnas.api.space.SearchSpace;
import org.osnas.api.space.Shape;
import org.osnas.api.training.PathChoice;
import org.osnas.core.internal.weights.SharedBlock;
import org.osnas.core.supernet.PathModel;
import org.osnas.core.supernet.Supernet;

/** Networks with random weights whose statistics are those of their inputs. */
final class Networks {

    private Networks() {}

    static Architecture draw(SearchSpace space, Random random) {
        int[] sizes = space.sizes();
        int[] choices = new int[sizes.length];
        for (int l = 0; l < sizes.length; l++) {
            choices[l] = random.nextInt(sizes[l]);
        }
        return space.canonical(Architecture.of(choices));
    }

    /** Standalone, with scales and shifts that are not those of the beginning. */
    static Supernet random(SearchSpace space, Architecture architecture, Random random) {
        Supernet network = Supernet.create(space.restrictTo(architecture), 7);
        for (SharedBlock block : network.network().blocks()) {
            for (int i = 0; i < block.block().weights().size(); i++) {
                INDArray array = block.weights().array(i);
                switch (block.block().weights().get(i).role()) {
                    case GAMMA -> array.assign(uniform(array, random, 0.5, 1.5));
                    case DENSE -> array.assign(uniform(array, random, -0.1, 0.1));
                    case BETA, BIAS -> array.assign(uniform(array, random, -0.3, 0.3));
                    case SLOPE -> array.assign(uniform(array, random, 0.05, 0.5));
                    default -> {}
                }
            }
        }
        PathModel model = network.model(PathChoice.of(only(network)));
        for (int i = 0; i < 25; i++) {
            model.forward(images(space.input(), 8, random));
            model.discard();
        }
        return network;
    }

    static Architecture only(Supernet network) {
        return Architecture.of(new int[network.space().depth()]);
    }

    static INDArray images(Shape shape, int batch, Random random) {
        INDArray images = Nd4j.create(DataType.FLOAT, batch, shape.height(), shape.width(), shape.channels());
        return images.assign(uniform(images, random, -1.7, 1.7));
    }

    private static INDArray uniform(INDArray like, Random random, double from, double to) {
        float[] values = new float[(int) like.length()];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (from + random.nextDouble() * (to - from));
        }
        return Nd4j.create(values, like.shape(), 'c');
    }
}
