package org.osnas.tasks.dataflow;

import java.util.stream.IntStream;
import org.osnas.api.random.Seeds;
import org.osnas.api.task.Dataflow.BatchStream;
import org.osnas.tasks.internal.BatchOrder;
import org.osnas.tasks.internal.NumberedBatches;

/** The two orders in which examples go by. One stream belongs to one thread. */
final class ExampleStreams {

    private ExampleStreams() {}

    /** Full batches in a given order, up to a last step. */
    static BatchStream shuffled(
            BatchBuilder builder, BatchOrder order, Augmentation augmentation, long seed, long first, long end) {
        return new NumberedBatches(
                step -> builder.build(order.batch(step), augmentation, Seeds.generator(seed, "augment", step)),
                first,
                end);
    }

    /** All examples, always in the same order, unchanged; the last batch may be smaller. */
    static BatchStream ordered(BatchBuilder builder, int size, int batchSize) {
        return NumberedBatches.ofParts(
                size,
                batchSize,
                (from, to) -> builder.build(
                        IntStream.range(from, to).toArray(), Augmentation.NONE, Seeds.generator(0, "augment", 0)));
    }
}
