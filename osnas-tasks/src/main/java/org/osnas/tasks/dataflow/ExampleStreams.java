package org.osnas.tasks.dataflow;

import java.util.NoSuchElementException;
import org.osnas.api.random.Seeds;
import org.osnas.api.task.Batch;
import org.osnas.api.task.Dataflow.BatchStream;

/** The two orders in which examples go by. One stream belongs to one thread. */
final class ExampleStreams {

    private ExampleStreams() {}

    /** Full batches in a given order, up to a last step. */
    static BatchStream shuffled(
            BatchBuilder builder, BatchOrder order, Augmentation augmentation, long seed, long first, long end) {
        return new Batches() {
            private long step = first;

            @Override
            public boolean hasNext() {
                return step < end;
            }

            @Override
            Batch make() {
                return builder.build(order.batch(step), augmentation, Seeds.generator(seed, "augment", step++));
            }
        };
    }

    /** All examples, always in the same order, unchanged; the last batch may be smaller. */
    static BatchStream ordered(BatchBuilder builder, int size, int batchSize) {
        return new Batches() {
            private int at;

            @Override
            public boolean hasNext() {
                return at < size;
            }

            @Override
            Batch make() {
                int[] batch = new int[Math.min(batchSize, size - at)];
                for (int i = 0; i < batch.length; i++) {
                    batch[i] = at + i;
                }
                at += batch.length;
                return builder.build(batch, Augmentation.NONE, Seeds.generator(0, "augment", 0));
            }
        };
    }

    private abstract static class Batches implements BatchStream {

        abstract Batch make();

        @Override
        public final Batch next() {
            if (!hasNext()) {
                throw new NoSuchElementException("All batches were read");
            }
            return make();
        }

        /** Nothing is held outside the heap between batches. */
        @Override
        public final void close() {}
    }
}
