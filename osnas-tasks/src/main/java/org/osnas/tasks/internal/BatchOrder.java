package org.osnas.tasks.internal;

import org.osnas.api.random.Seeds;

/** Which examples make the training batch of a step: a function of the step alone. */
public interface BatchOrder {

    /** Numbers of the examples. */
    int[] batch(long step);

    /**
     * All examples in a new order every epoch; what does not fill a batch is left out of it. Safe for several threads.
     *
     * @param purpose of the draws
     */
    static BatchOrder shuffled(int size, int batchSize, long seed, String purpose) {
        return new BatchOrder() {
            private final int perEpoch = size / batchSize;
            private int[] order = new int[0];
            private long orderEpoch = -1;

            @Override
            public synchronized int[] batch(long step) {
                long epoch = step / perEpoch;
                if (epoch != orderEpoch) {
                    order = Permutation.of(size, Seeds.generator(seed, purpose, epoch));
                    orderEpoch = epoch;
                }
                int[] batch = new int[batchSize];
                System.arraycopy(order, (int) (step % perEpoch) * batchSize, batch, 0, batchSize);
                return batch;
            }
        };
    }
}
