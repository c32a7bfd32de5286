package org.osnas.core.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.osnas.core.stop.StopSignal;
import org.osnas.core.stop.StoppedException;

class RoundRobinTest {

    private static final int REFERENCE_RUNS = 5;

    private final FakeClock clock = new FakeClock();

    private RoundRobin robin(int warmUp, int repeats, int extraRounds) {
        return new RoundRobin(new LatencyOptions(1, 1, warmUp, repeats, 0.2, extraRounds), clock, new StopSignal());
    }

    /** A kernel whose time in round {@code r} is {@code nanos[r]}; the untimed pass before it takes forever. */
    private Runnable kernel(String name, long... nanos) {
        return clock.kernel(name, call -> call % 2 == 0 ? 1_000_000_000 : nanos[call / 2]);
    }

    /** A reference that takes {@code nanos[e]} at end {@code e} of the rounds, and the last of them from then on. */
    private Runnable reference(long... nanos) {
        return clock.kernel("ref", call -> nanos[Math.min(call / REFERENCE_RUNS, nanos.length - 1)]);
    }

    @Test
    void allKernelsRunInEveryRoundInOrder() {
        robin(1, 2, 0).measure(List.of(List.of(kernel("a", 1, 1, 1)), List.of(kernel("b", 1, 1, 1))), reference(1));

        List<String> end = java.util.Collections.nCopies(REFERENCE_RUNS, "ref");
        List<String> round = List.of("a", "a", "b", "b");
        List<String> expected = new java.util.ArrayList<>(List.of("ref", "a", "b"));
        List.of(end, round, end, round, end).forEach(expected::addAll);
        assertThat(clock.calls()).isEqualTo(expected);
    }

    @Test
    void stepsOfAKernelRunInOrderAndAreTimedApart() {
        RoundRobin.Result result = robin(0, 2, 0)
                .measure(
                        List.of(List.of(kernel("a", 1, 2), kernel("b", 3, 4)), List.of(kernel("c", 5, 6))),
                        reference(1));

        assertThat(result.nanos()).containsExactly(List.of(1L, 2L), List.of(3L, 4L), List.of(5L, 6L));
        assertThat(clock.calls().subList(REFERENCE_RUNS, REFERENCE_RUNS + 6))
                .containsExactly("a", "b", "a", "b", "c", "c");
    }

    @Test
    void onlyTimedPassesCount() {
        RoundRobin.Result result = robin(0, 3, 0)
                .measure(List.of(List.of(kernel("a", 10, 90, 20)), List.of(kernel("b", 7, 8, 9))), reference(100));

        assertThat(result)
                .isEqualTo(new RoundRobin.Result(List.of(List.of(10L, 90L, 20L), List.of(7L, 8L, 9L)), 100, 0, 0, 0));
    }

    @Test
    void shortRoundsWarmUpUntilASecondHasPassed() {
        Runnable slow = clock.kernel("slow", call -> 400_000_000);
        robin(1, 1, 0).measure(List.of(List.of(slow)), reference(1));
        assertThat(clock.calls("slow")).isEqualTo(3 + 2);

        Runnable timeless = clock.kernel("timeless", call -> 0);
        robin(2, 1, 0).measure(List.of(List.of(timeless)), reference(1));
        assertThat(clock.calls("timeless")).as("bounded").isEqualTo(2 * 100 + 2);
    }

    @Test
    void passesThatOtherWorkInterruptedAreRunAgain() {
        // Every second pass of the kernel loses the processor for longer than it runs.
        Runnable kernel = clock.kernel("a", call -> 1_000_000);
        int[] calls = {0};
        Runnable disturbed = () -> {
            kernel.run();
            if (calls[0]++ % 2 == 1) {
                clock.interrupt(3_000_000);
            }
        };
        RoundRobin.Result result = robin(0, 3, 0).measure(List.of(List.of(disturbed)), reference(100));

        assertThat(result.nanos()).containsExactly(List.of(1_000_000L, 1_000_000L, 1_000_000L));
        assertThat(result.interrupted()).isZero();
    }

    @Test
    void passesThatAreAlwaysInterruptedAreBoundedAndReported() {
        Runnable kernel = clock.kernel("a", call -> 1_000_000);
        RoundRobin.Result result = robin(0, 2, 0)
                .measure(
                        List.of(List.of(() -> {
                            kernel.run();
                            clock.interrupt(3_000_000);
                        })),
                        reference(100));

        assertThat(result.interrupted()).isEqualTo(1);
        assertThat(clock.calls("a")).isEqualTo(2 * (1 + 8));
    }

    @Test
    void roundsWithADriftingReferenceAreMeasuredAgain() {
        // The slow reference stands between rounds 1 and 2, so neither of them counts.
        RoundRobin.Result result =
                robin(0, 3, 5).measure(List.of(List.of(kernel("a", 0, 1, 2, 3, 4))), reference(100, 100, 150, 100));

        assertThat(result).isEqualTo(new RoundRobin.Result(List.of(List.of(0L, 3L, 4L)), 100, 2, 0, 0));
    }

    @Test
    void driftUpToTheLimitCounts() {
        RoundRobin.Result result =
                robin(0, 3, 5).measure(List.of(List.of(kernel("a", 5, 6, 7))), reference(100, 120, 80, 100));

        assertThat(result.extraRounds()).isZero();
        assertThat(result.driftingRounds()).isZero();
        assertThat(result.nanos().get(0)).containsExactlyInAnyOrder(5L, 6L, 7L);
    }

    @Test
    void aFastPhaseDriftsToo() {
        RoundRobin.Result result = robin(0, 2, 5).measure(List.of(List.of(kernel("a", 0, 1, 2))), reference(50, 100));

        assertThat(result).isEqualTo(new RoundRobin.Result(List.of(List.of(1L, 2L)), 100, 1, 0, 0));
    }

    @Test
    void aMachineThatNeverSettlesEndsAndIsReported() {
        long[] restless = {100, 200, 100, 200, 100, 200, 100, 200, 100};

        RoundRobin.Result result =
                robin(0, 2, 4).measure(List.of(List.of(kernel("a", 0, 1, 2, 3, 4, 5))), reference(restless));

        assertThat(clock.calls("a")).isEqualTo(2 * (2 + 4));
        assertThat(result.extraRounds()).isEqualTo(4);
        assertThat(result.driftingRounds()).isEqualTo(2);
        assertThat(result.nanos().get(0)).containsExactly(0L, 1L);
    }

    @Test
    void ifTooFewRoundsAreSteadyTheLeastDriftingOnesCount() {
        // Ends around rounds 0..3: 300|100, 100|100, 100|130, 130|200. Median 130.
        RoundRobin.Result result =
                robin(0, 3, 1).measure(List.of(List.of(kernel("a", 0, 1, 2, 3))), reference(300, 100, 100, 130, 200));

        assertThat(result.nanos().get(0)).containsExactly(1L, 2L, 3L);
        assertThat(result.extraRounds()).isEqualTo(1);
        assertThat(result.driftingRounds()).isEqualTo(3);
    }

    @Test
    void oneSlowRunOfTheReferenceIsNoDrift() {
        Runnable hiccup = clock.kernel("ref", call -> call % REFERENCE_RUNS == 0 ? 900 : 100);

        assertThat(robin(0, 2, 2)
                        .measure(List.of(List.of(kernel("a", 1, 2))), hiccup)
                        .extraRounds())
                .isZero();
    }

    @Test
    void aStopEndsItBeforeTheNextPass() {
        StopSignal stop = new StopSignal();
        int[] runs = new int[1];
        RoundRobin robin = new RoundRobin(new LatencyOptions(1, 1, 1, 5, 0.2, 5), clock, stop);
        Runnable kernel = () -> {
            if (++runs[0] == 3) {
                stop.request();
            }
        };

        assertThatThrownBy(() -> robin.measure(List.of(List.of(kernel)), () -> {}))
                .isInstanceOf(StoppedException.class);
        assertThat(runs[0]).isEqualTo(3);
    }
}
