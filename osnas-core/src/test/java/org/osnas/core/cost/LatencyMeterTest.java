package org.osnas.core.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.osnas.api.cost.LookupTable;
import org.osnas.api.cost.Metric;
import org.osnas.api.space.Block;
import org.osnas.api.space.ChoiceLayer;
import org.osnas.api.space.Conv2d;
import org.osnas.api.space.GlobalAveragePool;
import org.osnas.api.space.Linear;
import org.osnas.api.space.SearchSpace;
import org.osnas.api.space.Shape;
import org.osnas.api.spi.BadInputException;
import org.osnas.api.spi.Settings;
import org.osnas.spaces.Sgnas;

class LatencyMeterTest {

    private static final LatencyOptions THREE = new LatencyOptions(1, 1, 0, 3, 0.2, 0);
    private static final int MILLISECOND = 1_000_000;

    private final FakeClock clock = new FakeClock();
    private final List<String> log = new ArrayList<>();

    /** The convolution k3 stands in both layers, at one input shape, under two names. */
    private static SearchSpace space() {
        Block skip = Block.sequence("skip");
        return new SearchSpace(
                "toy",
                new Shape(8, 8, 3),
                2,
                Block.sequence("stem", Conv2d.of(3, 4, 3, 1)),
                List.of(
                        ChoiceLayer.of(conv("k3", 3), skip, conv("k5", 5)),
                        ChoiceLayer.of(skip, conv("again", 3)),
                        ChoiceLayer.of(Block.sequence("down", Conv2d.of(4, 4, 3, 2))),
                        ChoiceLayer.of(conv("k3", 3))),
                Block.sequence("head", new GlobalAveragePool(), new Linear(4, 2, true)));
    }

    private static Block conv(String name, int kernel) {
        return Block.sequence(name, Conv2d.of(4, 4, kernel, 1));
    }

    /** Milliseconds of blocks by name and input; the second timed pass of k5 takes four times as long. */
    private Runnable scripted(Block block, Shape input) {
        String name = block.name() + "@" + input.height();
        long millis =
                switch (name) {
                    case "stem@8" -> 1;
                    case "k3@8" -> 2;
                    case "k5@8" -> 4;
                    case "down@8" -> 3;
                    case "k3@4" -> 5;
                    case "head@4" -> 7;
                    default -> 9;
                };
        return clock.kernel(name, call -> millis * MILLISECOND * (name.equals("k5@8") && call == 3 ? 4 : 1));
    }

    private LatencyMeter meter(LatencyOptions options) {
        return new LatencyMeter(options, log::add, clock);
    }

    @Test
    void fillsATableWithMedians() {
        LookupTable table = meter(THREE).measure(space(), this::scripted).table();

        assertThat(table.metric()).isEqualTo(Metric.LATENCY);
        assertThat(table.fingerprint()).isEqualTo(space().fingerprint());
        assertThat(table.base()).isEqualTo(1 + 7);
        double[][] expected = {{2, 0, 4}, {0, 2}, {3}, {5}};
        for (int l = 0; l < expected.length; l++) {
            for (int c = 0; c < expected[l].length; c++) {
                assertThat(table.blockCost(l, c)).as("layer %d block %d", l, c).isEqualTo(expected[l][c]);
            }
        }
    }

    @Test
    void measuresEqualBlocksOnceAndIdentitiesNever() {
        meter(THREE).measure(space(), this::scripted);

        assertThat(clock.calls().stream()
                        .filter(name -> !name.startsWith("reference"))
                        .limit(12))
                .containsExactly(
                        "stem@8", "stem@8", "k3@8", "k3@8", "k5@8", "k5@8", "down@8", "down@8", "k3@4", "k3@4",
                        "head@4", "head@4");
        assertThat(clock.calls()).doesNotContain("again@8", "skip@8");
        assertThat(clock.calls("k3@8")).isEqualTo(2 * 3);
        assertThat(log)
                .containsExactly(
                        "Measuring the latency of 6 distinct blocks of space toy at 8x8x3, batch 1, 1 thread, 3 rounds");
    }

    @Test
    void reportsOutliers() {
        LatencyReport report = meter(THREE).measure(space(), this::scripted).report();

        assertThat(report)
                .isEqualTo(new LatencyReport(
                        THREE, 6, 9, 0, 0, 0, List.of(new LatencyReport.Outlier("layer 0 k5 at 8x8x4", 1, 4, 16))));
        assertThat(report.lines())
                .containsExactly(
                        "Latency: 6 distinct blocks, batch 1, 1 thread, median of 3 rounds, typical spread 0.0 %, reference 9.0000 ms",
                        "Outliers: layer 0 k5 at 8x8x4 took up to 16.0000 ms in 1 of 3 rounds, median 4.0000 ms");
    }

    @Test
    void reportsDrift() {
        List<String> lines = new LatencyReport(THREE, 6, 9, 2, 1, 0.05, List.of()).lines();

        assertThat(lines)
                .element(1)
                .isEqualTo("2 rounds were measured again, because the reference was more than 20 % off its median");
        assertThat(lines).element(2).asString().startsWith("1 of the 3 rounds that count drifted all the same");
    }

    @Test
    void theUnitNamesTheBatch() {
        LookupTable table =
                meter(THREE.withBatch(8)).measure(space(), this::scripted).table();

        assertThat(table.metric()).isEqualTo(new Metric("latency", "ms for a batch of 8"));
    }

    @Test
    void runsTheRealBlocksWithinItsBounds() {
        long[] now = {0};
        LatencyMeter ticking =
                new LatencyMeter(new LatencyOptions(2, 1, 1, 2, 0.2, 3), log::add, () -> now[0] += MILLISECOND);

        LatencyMeter.Measured measured = ticking.measure(space());

        // Every timed pass lasts one tick, and every block has two; the reference has five at each of three ends.
        assertThat(measured.table().base()).isEqualTo(2);
        assertThat(measured.table().max()).isEqualTo(2 + 4);
        assertThat(measured.table().min()).isEqualTo(2 + 2);
        assertThat(measured.report().extraRounds()).isZero();
        assertThat(now[0] / MILLISECOND).isEqualTo(2 * (6 * 2 + 5 * 3));
    }

    @Test
    void optionsAreChecked() {
        assertThatThrownBy(() -> LatencyOptions.DEFAULT.withBatch(0))
                .isInstanceOf(BadInputException.class)
                .hasMessage("batch must be at least 1, got 0");
        assertThatThrownBy(() -> LatencyOptions.DEFAULT.withRepeats(0)).hasMessage("repeats must be at least 1, got 0");
        assertThatThrownBy(() -> new LatencyOptions(1, 1, 0, 1, 0, 0))
                .hasMessage("drift must be a positive number, got 0.0");
        assertThat(LatencyOptions.DEFAULT.withRepeats(7).extraRounds()).isEqualTo(7);
    }

    @Test
    void refusesASpaceWhoseChoicesAreInterchangeable() {
        SearchSpace sgnas = new Sgnas().create(new Shape(16, 16, 3), 10, Settings.empty());
        LatencyMeter meter = new LatencyMeter(LatencyOptions.DEFAULT, line -> {});
        assertThatThrownBy(() -> meter.measure(sgnas))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("126 choices of its 21 stages are interchangeable")
                .hasMessageContaining("budget on macs");
    }
}
