package org.osnas.tasks.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.factory.Nd4j;
import org.osnas.api.spi.BadInputException;
import org.osnas.api.task.Batch;

class ParallelStreamTest {

    private final List<Batch> made = new CopyOnWriteArrayList<>();

    private Batch batch(long number) {
        Batch batch = new Batch(Nd4j.createFromArray(new float[][] {{number}}), Nd4j.ones(1, 1));
        made.add(batch);
        return batch;
    }

    /** Each two batches are made at the same time, or none ever is. */
    @Test
    void severalThreadsMakeBatchesWhichComeInOrder() {
        CyclicBarrier pair = new CyclicBarrier(2);
        try (ParallelStream stream = new ParallelStream(
                number -> {
                    meet(pair);
                    return batch(number);
                },
                10,
                18,
                4,
                2)) {
            for (int i = 10; i < 18; i++) {
                assertThat(stream.hasNext()).isTrue();
                try (Batch batch = stream.next()) {
                    assertThat(batch.inputs().getInt(0)).isEqualTo(i);
                }
            }
            assertThat(stream.hasNext()).isFalse();
            assertThatThrownBy(stream::next).isInstanceOf(NoSuchElementException.class);
        }
    }

    private static void meet(CyclicBarrier barrier) {
        try {
            barrier.await(60, TimeUnit.SECONDS);
        } catch (InterruptedException | BrokenBarrierException | TimeoutException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void closingFreesWhatNobodyTookAndNothingElse() {
        ParallelStream stream = new ParallelStream(this::batch, 0, Long.MAX_VALUE, 3, 2);
        Batch taken = stream.next();
        stream.close();
        stream.close();
        assertThat(stream.hasNext()).isFalse();
        assertThat(taken.inputs().wasClosed()).isFalse();
        taken.close();
        assertThat(made)
                .hasSizeLessThanOrEqualTo(4)
                .allSatisfy(batch -> assertThat(batch.inputs().wasClosed()).isTrue());
    }

    @Test
    void handsFailuresOver() {
        try (ParallelStream stream = new ParallelStream(
                number -> {
                    if (number == 2) {
                        throw new BadInputException("no third batch");
                    }
                    return batch(number);
                },
                0,
                5,
                4,
                2)) {
            stream.next().close();
            stream.next().close();
            assertThatThrownBy(stream::next)
                    .isInstanceOf(BadInputException.class)
                    .hasMessage("no third batch");
            assertThatThrownBy(stream::next).isInstanceOf(BadInputException.class);
        }
        assertThat(made)
                .allSatisfy(batch -> assertThat(batch.inputs().wasClosed()).isTrue());
    }
}
