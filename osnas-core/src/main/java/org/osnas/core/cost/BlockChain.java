package org.osnas.core.cost;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.osnas.api.random.Seeds;
import org.osnas.api.space.Shape;
import org.osnas.engine.internal.plan.Kernels;
import org.osnas.engine.internal.plan.Tensor;
import org.osnas.engine.internal.plan.TensorPool;

/** A network of blocks whose inference can be timed block by block, while each reads what the one before it gave. */
final class BlockChain {

    private final List<BlockRunner> blocks;
    private final TensorPool pool;
    private final Tensor input;
    private Tensor current;

    /**
     * @param blocks in order, stem to head; several chains may hold the same runner
     * @param input shape of one image
     * @param batch images of a pass
     * @param pool of the runners
     * @param seed of the images
     */
    BlockChain(List<BlockRunner> blocks, Shape input, int batch, TensorPool pool, long seed) {
        this.blocks = List.copyOf(blocks);
        this.pool = pool;
        this.input = images(pool.kernels(), input, batch, seed);
    }

    /** Normally distributed values in the shape of images, {@code [batch, height, width, channels]}. */
    static Tensor images(Kernels kernels, Shape shape, int batch, long seed) {
        Tensor images = kernels.allocate(batch, shape.height(), shape.width(), shape.channels());
        RandomGenerator random = Seeds.generator(seed, "input", 0);
        float[] values = new float[images.length()];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextGaussian();
        }
        images.write(values);
        return images;
    }

    /** One step a block; a pass is all of them in order. */
    List<Runnable> steps() {
        List<Runnable> steps = new ArrayList<>();
        for (int i = 0; i < blocks.size(); i++) {
            int index = i;
            steps.add(() -> step(index));
        }
        return List.copyOf(steps);
    }

    private void step(int index) {
        Tensor x = index == 0 ? input : current;
        Tensor y = blocks.get(index).run(x);
        if (y != x && x != input) {
            pool.release(x);
        }
        current = y;
        if (index == blocks.size() - 1 && y != input) {
            pool.release(y);
        }
    }
}
