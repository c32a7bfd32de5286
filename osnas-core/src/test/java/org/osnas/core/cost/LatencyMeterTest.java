package org.osnas.core.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
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
        return SearchSpace.classifier(
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
    private Runnable scripted(MeasuredBlock block) {
        String name = block.block().name() + "@" + block.inputs().get(0).height();
        long millis =
                switch (name) {
                    case "stem@8" -> 1;
                    case "k3@8" -> 2;
                    // The same block as k3: the table has the mean of both.
                    case "again@8" -> 3;
                    case "k5@8" -> 4;
                    case "down@8" -> 3;
                    case "k3@4" -> 5;
                    case "head@4" -> 7;
                    default -> 0;
                };
        return clock.kernel(name, call -> millis * MILLISECOND * (name.equals("k5@8") && call == 3 ? 4 : 1));
    }

    private LatencyMeter.Measured measure(LatencyOptions options) {
        Map<MeasuredBlock, Runnable> made = new HashMap<>();
        return meter(options)
                .measure(
                        space(),
                        network -> network.stream()
                                .map(b -> made.computeIfAbsent(b, this::scripted))
                                .toList(),
                        clock.kernel("reference", call -> 9 * MILLISECOND));
    }

    private LatencyMeter meter(LatencyOptions options) {
        return new LatencyMeter(options, log::add, clock);
    }

    @Test
    void fillsATableWithMedians() {
        LookupTable table = measure(THREE).table();

        assertThat(table.metric()).isEqualTo(Metric.LATENCY);
        assertThat(table.fingerprint()).isEqualTo(space().fingerprint());
        assertThat(table.base()).isEqualTo(1 + 7);
        // k3 stands in one network of three, again in all of those that do not skip.
        double k3 = table.blockCost(0, 0);
        assertThat(k3).isBetween(2.0, 3.0);
        double[][] expected = {{k3, 0, 4}, {0, k3}, {3}, {5}};
        for (int l = 0; l < expected.length; l++) {
            for (int c = 0; c < expected[l].length; c++) {
                assertThat(table.blockCost(l, c)).as("layer %d block %d", l, c).isEqualTo(expected[l][c]);
            }
        }
    }

    @Test
    void measuresBlocksInWholeNetworksThatHoldAllOfThem() {
        List<List<MeasuredBlock>> networks = MeasuredBlock.networks(space(), 1);

        assertThat(networks).hasSize(3);
        assertThat(networks).allSatisfy(network -> {
            assertThat(network.get(0).label()).isEqualTo("stem at 8x8x3");
            assertThat(network.subList(1, 5).stream().map(MeasuredBlock::place))
                    .containsExactly("layer 0", "layer 1", "layer 2", "layer 3");
            assertThat(network.get(5).label()).isEqualTo("head at 4x4x4");
        });
        assertThat(networks.stream().map(n -> n.get(1).block().name())).containsExactlyInAnyOrder("k3", "skip", "k5");
        assertThat(networks.stream().map(n -> n.get(2).block().name())).contains("skip", "again");

        measure(THREE);

        List<String> first = networks.get(0).stream()
                .map(b -> b.block().name() + "@" + b.inputs().get(0).height())
                .toList();
        List<String> calls =
                clock.calls().stream().filter(name -> !name.equals("reference")).toList();
        assertThat(calls.subList(0, 12))
                .isEqualTo(Stream.concat(first.stream(), first.stream()).toList());
        assertThat(calls).hasSize(3 * 3 * 12);
        assertThat(log)
                .containsExactly("Measuring the latency of 6 distinct blocks of space toy at 8x8x3 in 3 networks,"
                        + " batch 1, 1 thread, 3 rounds");
    }

    @Test
    void networksOfInterchangeableChoicesHoldTheBlocksThatGiveTheShares() {
        SearchSpace sgnas =
                new Sgnas().create(new Shape(16, 16, 3), Settings.empty()).classifier(10);

        List<List<MeasuredBlock>> networks = MeasuredBlock.networks(sgnas, 1);

        // Three kernels in one to six sub-blocks, and none at all.
        assertThat(networks).hasSize(3 * 6 + 1).allSatisfy(n -> assertThat(n).hasSize(1 + 21 + 1));
        assertThat(networks.stream().map(n -> n.get(5).block().name()).distinct())
                .hasSize(19);
    }

    @Test
    void aSubBlockMoreCostsNothingRatherThanLess() {
        SearchSpace sgnas =
                new Sgnas().create(new Shape(16, 16, 3), Settings.empty()).classifier(10);
        // Blocks of two sub-blocks seem to be faster than those of one.
        LookupTable table = meter(THREE)
                .measure(
                        sgnas,
                        network -> network.stream()
                                .map(b -> clock.kernel(b.label(), call -> {
                                    int active = b.block().name().split("\\+").length;
                                    return (long) (active == 2 ? 3 : 4 + active) * MILLISECOND;
                                }))
                                .toList(),
                        clock.kernel("reference", call -> MILLISECOND))
                .table();

        assertThat(table.blockCost(0, 0)).isEqualTo(4);
        assertThat(table.blockCost(1, 0)).isZero();
        assertThat(table.blockCost(2, 0)).isEqualTo(3);
        assertThat(table.blockCost(3, 0)).isEqualTo(1);
        assertThat(Monotone.rising(1, 5, 4, 3, 9, 8)).containsExactly(1, 4, 4, 4, 8.5, 8.5);
    }

    @Test
    void reportsOutliers() {
        LatencyReport report = measure(THREE).report();

        assertThat(report.blocks()).isEqualTo(6);
        assertThat(report.referenceMillis()).isEqualTo(9);
        assertThat(report.outliers()).containsExactly(new LatencyReport.Outlier("layer 0 k5 at 8x8x4", 1, 3, 4, 16));
        assertThat(report.lines())
                .containsExactly(
                        "Latency: 6 distinct blocks, batch 1, 1 thread, median of 3 rounds, typical spread 0.0 %, reference 9.0000 ms",
                        "Outliers: layer 0 k5 at 8x8x4 took up to 16.0000 ms in 1 of 3 passes, median 4.0000 ms");
    }

    @Test
    void reportsDrift() {
        List<String> lines = new LatencyReport(THREE, 6, 9, 2, 1, 0.25, 0.05, List.of()).lines();

        assertThat(lines)
                .element(1)
                .isEqualTo("2 rounds were measured again, because the reference was more than 20 % off its median");
        assertThat(lines).element(2).asString().startsWith("1 of the 3 rounds that count drifted all the same");
        assertThat(lines).element(3).asString().startsWith("Other work interrupted 25 % of the passes");
    }

    @Test
    void theUnitNamesTheBatch() {
        LookupTable table = measure(THREE.withBatch(8)).table();

        assertThat(table.metric()).isEqualTo(new Metric("latency", "ms for a batch of 8"));
    }

    @Test
    void runsTheRealBlocksWithinItsBounds() {
        long[] now = {0};
        LatencyMeter ticking =
                new LatencyMeter(new LatencyOptions(2, 1, 0, 2, 0.2, 3), log::add, () -> now[0] += MILLISECOND);

        LatencyMeter.Measured measured = ticking.measure(space());

        // Every timed step lasts one tick of two; the reference has five at each of three ends; the warm-up looks once.
        assertThat(measured.table().base()).isEqualTo(2);
        assertThat(measured.table().max()).isEqualTo(2 + 4);
        assertThat(measured.table().min()).isEqualTo(2 + 2);
        assertThat(measured.report().extraRounds()).isZero();
        assertThat(now[0] / MILLISECOND).isEqualTo(2 * (2 * (3 * 6) + 5 * 3) + 1);
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
}
