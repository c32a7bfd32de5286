package org.osnas.engine.internal.plan;

import org.osnas.engine.internal.kernel.BatchParts;

/** Sums over a batch, such as gradients of weights, whose parts threads compute side by side. */
final class BatchSums {

    /** Computes the sum over images {@code from} (inclusive) to {@code to} (exclusive), part number {@code part}. */
    interface Body {
        void run(int part, int from, int to, Tensor sum);
    }

    private BatchSums() {}

    /**
     * @param rows images of the batch
     * @param parts into how many to split them
     * @param sum receives the sum over all parts, in their order
     */
    static void run(TensorPool pool, int rows, int parts, Tensor sum, Body body) {
        Tensor[] sums = new Tensor[parts];
        sums[0] = sum;
        for (int i = 1; i < parts; i++) {
            sums[i] = pool.acquire(sum.shape());
        }
        BatchParts.run(rows, parts, (part, from, to) -> body.run(part, from, to, sums[part]));
        for (int i = 1; i < parts; i++) {
            pool.kernels().add(sum, sums[i], sum);
            pool.release(sums[i]);
        }
    }
}
