package org.osnas.engine.internal.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.osnas.api.spi.BadInputException;

class ParallelTest {

    @ParameterizedTest
    @CsvSource({"1,1", "7,3", "16,16", "1000,16", "5,5"})
    void everyRowBelongsToExactlyOneChunk(int rows, int chunks) {
        for (int threads : new int[] {1, 2, 7}) {
            AtomicIntegerArray visits = new AtomicIntegerArray(rows);
            AtomicIntegerArray runs = new AtomicIntegerArray(chunks);
            withThreads(
                    threads,
                    () -> Parallel.run(rows, chunks, (chunk, from, to) -> {
                        runs.incrementAndGet(chunk);
                        for (int row = from; row < to; row++) {
                            visits.incrementAndGet(row);
                        }
                    }));
            for (int row = 0; row < rows; row++) {
                assertThat(visits.get(row)).isOne();
            }
            for (int chunk = 0; chunk < chunks; chunk++) {
                assertThat(runs.get(chunk)).isOne();
            }
        }
    }

    @Test
    void chunksDependOnTheSizeOnly() {
        for (int threads : new int[] {1, 2, 7}) {
            withThreads(threads, () -> {
                assertThat(Parallel.chunks(1000, 199_999)).isEqualTo(1);
                assertThat(Parallel.chunks(1000, 500_000)).isEqualTo(5);
                assertThat(Parallel.chunks(1000, 1L << 40)).isEqualTo(16);
                assertThat(Parallel.chunks(3, 1L << 40)).isEqualTo(3);
            });
        }
    }

    @Test
    void aFailureReachesTheCallerAndThePoolGoesOn() {
        withThreads(3, () -> {
            assertThatThrownBy(() -> Parallel.run(8, 8, (chunk, from, to) -> {
                        if (chunk == 5) {
                            throw new IllegalStateException("chunk five");
                        }
                    }))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("chunk five");
            everyRowBelongsToExactlyOneChunk(100, 10);
        });
    }

    @Test
    void aChunkMayRunAParallelJobItself() {
        AtomicIntegerArray visits = new AtomicIntegerArray(64);
        withThreads(
                2,
                () -> Parallel.run(
                        8,
                        8,
                        (outer, a, b) ->
                                Parallel.run(8, 8, (inner, from, to) -> visits.incrementAndGet(8 * outer + inner))));
        for (int i = 0; i < 64; i++) {
            assertThat(visits.get(i)).isOne();
        }
    }

    @Test
    void threadsMustBePositive() {
        assertThatThrownBy(() -> KernelThreads.set(0))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("kernel threads must be at least 1, got 0");
    }

    private static void withThreads(int threads, Runnable body) {
        int before = KernelThreads.threads();
        try {
            KernelThreads.set(threads);
            body.run();
        } finally {
            KernelThreads.set(before);
        }
    }
}
