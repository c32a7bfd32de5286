package org.osnas.tasks.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.factory.Nd4j;
import org.osnas.api.spi.BadInputException;
import org.osnas.api.task.Batch;
import org.osnas.api.task.Dataflow.BatchStream;

class PrefetchingStreamTest {

    @Test
    void keepsTheOrderAndEnds() {
        Source source = new Source(5, -1);
        try (PrefetchingStream stream = new PrefetchingStream(source, 2)) {
            for (int i = 0; i < 5; i++) {
                assertThat(stream.hasNext()).isTrue();
                try (Batch batch = stream.next()) {
                    assertThat(batch.inputs().getInt(0)).isEqualTo(i);
                }
            }
            assertThat(stream.hasNext()).isFalse();
            assertThatThrownBy(stream::next).isInstanceOf(NoSuchElementException.class);
        }
        assertThat(source.closed).isTrue();
    }

    @Test
    void closingFreesWhatNobodyTookAndNothingElse() {
        Source source = new Source(Integer.MAX_VALUE, -1);
        PrefetchingStream stream = new PrefetchingStream(source, 3);
        Batch taken = stream.next();
        assertThat(stream.hasNext()).isTrue();
        stream.close();
        stream.close();
        assertThat(stream.hasNext()).isFalse();
        assertThat(taken.inputs().wasClosed()).isFalse();
        taken.close();
        assertThat(source.made).hasSizeGreaterThan(1).allSatisfy(batch -> {
            assertThat(batch.inputs().wasClosed()).isTrue();
            assertThat(batch.labels().wasClosed()).isTrue();
        });
    }

    @Test
    void handsFailuresOver() {
        Source source = new Source(5, 2);
        try (PrefetchingStream stream = new PrefetchingStream(source, 4)) {
            stream.next().close();
            stream.next().close();
            assertThatThrownBy(stream::next)
                    .isInstanceOf(BadInputException.class)
                    .hasMessage("no third batch");
            assertThatThrownBy(stream::hasNext).isInstanceOf(BadInputException.class);
        }
    }

    private static final class Source implements BatchStream {
        private final int count;
        private final int failAt;
        private final List<Batch> made = new CopyOnWriteArrayList<>();
        private int next;
        private boolean closed;

        Source(int count, int failAt) {
            this.count = count;
            this.failAt = failAt;
        }

        @Override
        public boolean hasNext() {
            return next < count;
        }

        @Override
        public Batch next() {
            if (next == failAt) {
                throw new BadInputException("no third batch");
            }
            Batch batch = new Batch(Nd4j.createFromArray((float) next), Nd4j.createFromArray(1f));
            next++;
            made.add(batch);
            return batch;
        }

        @Override
        public void close() {
            closed = true;
        }
    }
}
