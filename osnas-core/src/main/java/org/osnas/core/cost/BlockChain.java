package org.osnas.core.cost;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.osnas.api.random.Seeds;
import org.osnas.api.space.Shape;
import org.osnas.engine.internal.plan.Kernels;
import org.osnas.engine.internal.plan.Tensor;
import org.osnas.engine.internal.plan.TensorPool;

/**
 * A network of blocks whose inference can be timed block by block, while each reads what the one before it gave, and the
 * last one perhaps what earlier ones did.
 */
final class BlockChain {

    private final List<BlockRunner> blocks;
    private final List<Integer> sources;
    private final TensorPool pool;
    private final Tensor input;
    private final Tensor[] outputs;

    /**
     * @param blocks in order, stem to head; several chains may hold the same runner
     * @param sources the blocks whose outputs the last one reads; none if there is one block
     * @param input shape of one image
     * @param batch images of a pass
     * @param pool of the runners
     * @param seed of the images
     */
    BlockChain(List<BlockRunner> blocks, List<Integer> sources, Shape input, int batch, TensorPool pool, long seed) {
        this.blocks = List.copyOf(blocks);
        this.sources = sources;
        this.pool = pool;
        this.input = images(pool.kernels(), input, batch, seed);
        this.outputs = new Tensor[blocks.size()];
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
        boolean last = index == blocks.size() - 1;
        List<Tensor> x = last && !sources.isEmpty()
                ? sources.stream().map(s -> outputs[s]).toList()
                : List.of(index == 0 ? input : outputs[index - 1]);
        List<Tensor> y = blocks.get(index).run(x);
        if (last) {
            finish(x, y);
            return;
        }
        outputs[index] = y.get(0);
        if (x.get(0) != y.get(0) && !isKept(index - 1)) {
            release(x.get(0));
        }
    }

    /** Whether the last block will read the tensor that a block gave. */
    private boolean isKept(int block) {
        return block >= 0 && sources.stream().anyMatch(s -> s <= block && outputs[s] == outputs[block]);
    }

    // By identity: a block that is an identity gives what it reads.
    private void finish(List<Tensor> x, List<Tensor> y) {
        Set<Tensor> held = Collections.newSetFromMap(new IdentityHashMap<>());
        held.addAll(x);
        held.addAll(y);
        held.forEach(this::release);
    }

    private void release(Tensor tensor) {
        if (tensor != input) {
            pool.release(tensor);
        }
    }
}
