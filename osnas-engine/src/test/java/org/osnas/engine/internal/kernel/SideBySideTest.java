package org.osnas.engine.internal.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SideBySideTest {

    private static final int ELEMENTS = 10 * Parallel.INLINE_ELEMENTS;

    private final int before = KernelThreads.threads();

    @BeforeEach
    void twoThreads() {
        KernelThreads.set(2);
    }

    @AfterEach
    void restore() {
        KernelThreads.set(before);
    }

    /** Each task waits for the other, so they end only if they run at once. */
    @Test
    void tasksRunAtOnceAndKernelsWithinThemOnTheirThread() {
        CountDownLatch both = new CountDownLatch(2);
        Set<Thread> first = ConcurrentHashMap.newKeySet();
        Set<Thread> second = ConcurrentHashMap.newKeySet();
        SideBySide.run(List.of(() -> work(both, first), () -> work(both, second)));

        assertThat(first).hasSize(1);
        assertThat(second).hasSize(1).doesNotContainAnyElementsOf(first);
        assertThat(SideBySide.within()).isFalse();
    }

    @Test
    void theWorkIsDividedAsByThreadsThatShareIt() {
        int[] chunks = new int[2];
        SideBySide.run(List.of(
                () -> chunks[0] = BatchParts.count(64, ELEMENTS), () -> chunks[1] = Parallel.chunks(64, ELEMENTS)));

        assertThat(chunks).containsExactly(BatchParts.count(64, ELEMENTS), Parallel.chunks(64, ELEMENTS));
    }

    @Test
    void aFailureComesThroughAndLeavesNothingBehind() {
        assertThatThrownBy(() -> SideBySide.run(List.of(
                        () -> {
                            throw new IllegalStateException("broken");
                        },
                        () -> {})))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("broken");
        assertThat(SideBySide.within()).isFalse();
    }

    private static void work(CountDownLatch both, Set<Thread> threads) {
        both.countDown();
        try {
            both.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        Parallel.run(64, 16, (chunk, from, to) -> threads.add(Thread.currentThread()));
    }
}
