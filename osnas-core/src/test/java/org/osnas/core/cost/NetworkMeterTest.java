package org.osnas.core.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.osnas.api.cost.Correction;
import org.osnas.api.cost.LookupTable;
import org.osnas.api.cost.Metric;
import org.osnas.api.space.Architecture;
import org.osnas.api.space.Block;
import org.osnas.api.space.ChoiceLayer;
import org.osnas.api.space.Conv2d;
import org.osnas.api.space.GlobalAveragePool;
import org.osnas.api.space.Linear;
import org.osnas.api.space.SearchSpace;
import org.osnas.api.space.Shape;
import org.osnas.api.spi.BadInputException;
import org.osnas.engine.internal.kernel.KernelThreads;

class NetworkMeterTest {

    private static final int MILLISECOND = 1_000_000;
    private static final LatencyOptions THREE = new LatencyOptions(1, 1, 0, 3, 0.2, 0);

    private final FakeClock clock = new FakeClock();
    private final SearchSpace space = SearchSpace.classifier(
            "toy",
            new Shape(4, 4, 3),
            2,
            Block.sequence("stem"),
            Collections.nCopies(
                    4,
                    ChoiceLayer.of(
                            Block.sequence("skip"),
                            Block.sequence("k3", Conv2d.of(3, 3, 3, 1)),
                            Block.sequence("k5", Conv2d.of(3, 3, 5, 1)))),
            Block.sequence("head", new GlobalAveragePool(), new Linear(3, 2, true)));
    private final LookupTable table =
            LookupTable.of(Metric.LATENCY, 4, new double[][] {{0, 3, 7}, {0, 2, 5}, {0, 4, 6}, {0, 1, 9}}, space);
    private final Map<Architecture, Integer> made = new HashMap<>();
    private final List<String> log = new ArrayList<>();

    /** Networks that take {@code scale} times what the table says, and {@code offset} more. */
    private TableCheck check(double scale, double offset) {
        return new NetworkMeter(THREE, log::add, clock)
                .check(
                        space,
                        table,
                        8,
                        12,
                        1,
                        a -> {
                            made.merge(a, 1, Integer::sum);
                            return clock.kernel(
                                    a.toString(), call -> (long) ((scale * table.cost(a) + offset) * MILLISECOND));
                        },
                        clock.kernel("ref", call -> 100));
    }

    @Test
    void aTableThatIsRightNeedsNoCorrection() {
        TableCheck check = check(1, 0);

        assertThat(check.correction()).isEmpty();
        assertThat(check.stored()).isEqualTo(new TableCheck.Quality(0, 0, 1, 1)).isEqualTo(check.corrected());
        assertThat(check.noise()).isEqualTo(new TableCheck.Quality(0, 0, 1, 1));
        assertThat(check.lines().get(0)).isEqualTo("12 unseen networks of space toy at 4x4x3");
        assertThat(log).containsExactly("Measuring 20 networks of space toy at 4x4x3, batch 1, 1 thread, 3 rounds");
    }

    @Test
    void aBiasedTableIsCorrectedByNetworksThatDoNotJudgeIt() {
        TableCheck check = check(1.5, -2);

        Correction correction = check.correction().orElseThrow();
        assertThat(correction.scale()).isCloseTo(1.5, within(1e-6));
        assertThat(correction.offset()).isCloseTo(-2, within(1e-5));
        assertThat(check.stored().bias()).isNegative();
        assertThat(check.corrected().mape()).isCloseTo(0, within(1e-6));
        assertThat(check.points()).hasSize(12);
        // Eight networks are for the fit only, and all are measured twice.
        assertThat(made).hasSize(20);
        assertThat(made.values()).containsOnly(2);
        assertThat(check.lines().get(3)).startsWith("correction   1.5000 * table -2.0000 ms");
    }

    @Test
    void noisyMeasurementsCorrectNothing() {
        // The second measurement of each network takes a fifth longer than the first.
        int[] calls = {0};
        TableCheck check = new NetworkMeter(THREE, log::add, clock)
                .check(
                        space,
                        table,
                        8,
                        12,
                        1,
                        a -> {
                            boolean second = calls[0]++ >= 20;
                            return clock.kernel(a + " " + second, call ->
                                    (long) (1.2 * table.cost(a) * MILLISECOND * (second ? 1.2 : 1)));
                        },
                        clock.kernel("ref", call -> 100));

        assertThat(check.noise().mape()).isCloseTo(1 - 1 / 1.2, within(1e-6));
        assertThat(check.correction()).isEmpty();
        assertThat(check.corrected()).isEqualTo(check.stored());
        assertThat(check.lines()).last().asString().startsWith("The measurements differ too much");
    }

    @Test
    void aBusyMachineCorrectsNothing() {
        TableCheck check = new NetworkMeter(THREE, log::add, clock)
                .check(
                        space,
                        table,
                        8,
                        12,
                        1,
                        a -> {
                            Runnable kernel = clock.kernel(a.toString(), call -> (long) (table.cost(a) * MILLISECOND));
                            return () -> {
                                kernel.run();
                                clock.interrupt((long) (table.cost(a) * MILLISECOND));
                            };
                        },
                        clock.kernel("ref", call -> 100));

        assertThat(check.stored().bias()).isCloseTo(-0.5, within(1e-6));
        assertThat(check.noise().mape()).isZero();
        assertThat(check.correction()).isEmpty();
        assertThat(check.summary()).contains("not corrected, since other work interrupted 100 % of the passes");
    }

    @Test
    void bothMeasurementsStandInEveryRound() {
        check(1, 0);

        List<String> round = clock.calls().stream()
                .filter(name -> !name.equals("ref"))
                .limit(80)
                .toList();
        assertThat(round.subList(0, 40)).isEqualTo(round.subList(40, 80));
        assertThat(clock.calls()).hasSize(3 * 80 + 4 * 5);
    }

    @Test
    void qualityIsWhatItSays() {
        TableCheck.Quality quality =
                TableCheck.Quality.of(new double[] {11, 18, 30, 50}, new double[] {10, 20, 30, 40});

        assertThat(quality.mape()).isCloseTo((0.1 + 0.1 + 0 + 0.25) / 4, within(1e-12));
        assertThat(quality.bias()).isCloseTo((0.1 - 0.1 + 0 + 0.25) / 4, within(1e-12));
        assertThat(quality.spearman()).isEqualTo(1);
        assertThat(TableCheck.Quality.of(new double[] {10.9, 17, 30}, new double[] {10, 20, 30})
                        .within())
                .isCloseTo(2.0 / 3, within(1e-12));
    }

    @Test
    void theFitMinimisesRelativeErrors() {
        double[] predicted = {1, 2, 4, 8, 16};
        double[] measured = {2.2, 2.9, 6.1, 9.5, 21};
        Correction best = CorrectionFit.of(predicted, measured, 1);
        double least = error(best, predicted, measured);
        for (double[] step : new double[][] {{1e-3, 0}, {-1e-3, 0}, {0, 1e-3}, {0, -1e-3}}) {
            Correction near = new Correction(best.scale() + step[0], best.offset() + step[1]);
            assertThat(error(near, predicted, measured)).isGreaterThan(least);
        }
        // A line that would fall gives way to a factor.
        assertThat(CorrectionFit.of(new double[] {1, 2}, new double[] {4, 3}, 1).offset())
                .isZero();
        assertThat(CorrectionFit.of(new double[] {2, 2}, new double[] {3, 3}, 2))
                .isEqualTo(new Correction(1.5, 0));
        // And so does one below 0 at the cheapest network.
        double[] steep = {3, 5};
        assertThat(CorrectionFit.of(new double[] {2, 3}, steep, 1).offset()).isCloseTo(-1, within(1e-9));
        assertThat(CorrectionFit.of(new double[] {2, 3}, steep, 0.4).offset()).isZero();
    }

    private static double error(Correction c, double[] predicted, double[] measured) {
        double sum = 0;
        for (int i = 0; i < predicted.length; i++) {
            sum += Math.pow((c.of(predicted[i]) - measured[i]) / measured[i], 2);
        }
        return sum;
    }

    @Test
    void realNetworksRunWithTheThreadsAskedFor() {
        long[] now = {0};
        NetworkMeter ticking = new NetworkMeter(THREE.withRepeats(1), log::add, () -> now[0] += MILLISECOND);

        TableCheck check = ticking.check(space, table, 2, 4, 1);

        assertThat(check.points()).hasSize(4);
        assertThat(check.points()).allSatisfy(p -> assertThat(p.measured()).isEqualTo(1));
        int processors = Runtime.getRuntime().availableProcessors();
        assertThat(KernelThreads.threads()).as("restored").isEqualTo(processors);
        NetworkMeter many = new NetworkMeter(THREE.withThreads(processors + 1), log::add, clock);
        assertThatThrownBy(() -> many.check(space, table, 2, 4, 1))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("this machine has " + processors);
    }

    @Test
    void threadsAreSetWhileTheScopeIsOpen() {
        int before = KernelThreads.threads();
        assertThat(NativeThreads.<Integer>with(1, KernelThreads::threads)).isEqualTo(1);
        assertThat(KernelThreads.threads()).isEqualTo(before);
    }
}
