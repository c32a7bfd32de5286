package org.osnas.tck;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.osnas.api.cost.CostModel;
import org.osnas.api.cost.LookupTable;
import org.osnas.api.cost.Metric;
import org.osnas.api.space.Block;
import org.osnas.api.space.ChoiceLayer;
import org.osnas.api.space.Conv2d;
import org.osnas.api.space.Custom;
import org.osnas.api.space.GlobalAveragePool;
import org.osnas.api.space.Layer;
import org.osnas.api.space.Linear;
import org.osnas.api.space.SearchSpace;
import org.osnas.api.space.Shape;
import org.osnas.api.space.SpaceProvider;
import org.osnas.api.spi.Settings;

/** Every rule catches an offender; a small real space and its table pass. */
class SpaceAndTableContractTest {

    private static SearchSpace tiny(String name, Shape input, int classes, int... kernels) {
        List<Block> candidates = java.util.Arrays.stream(kernels)
                .mapToObj(k -> Block.sequence("c" + k, Conv2d.of(4, 4, k, 1)))
                .toList();
        return new SearchSpace(
                name,
                input,
                classes,
                Block.sequence("stem", Conv2d.of(input.channels(), 4, 3, 2)),
                List.of(new ChoiceLayer(candidates), new ChoiceLayer(candidates)),
                Block.sequence("head", new GlobalAveragePool(), new Linear(4, classes, true)));
    }

    /** A provider made of one function. */
    private interface Maker extends SpaceProvider {
        @Override
        SearchSpace create(Shape input, int classes, Settings settings);

        @Override
        default String name() {
            return "tiny";
        }

        @Override
        default String description() {
            return "two layers of convolutions";
        }

        @Override
        default Shape defaultInput() {
            return new Shape(8, 8, 3);
        }

        @Override
        default int defaultClasses() {
            return 10;
        }
    }

    private static final Maker TINY = (input, classes, settings) -> tiny("tiny", input, classes, 1, 3, 5);

    @Nested
    class Tiny implements SearchSpaceContract, LookupTableContract {
        @Override
        public SpaceProvider spaceProvider() {
            return TINY;
        }

        @Override
        public SearchSpace tableSpace() {
            return TINY.create(new Shape(8, 8, 3), 10, Settings.empty());
        }

        @Override
        public LookupTable table() {
            return CostModel.analytic(tableSpace()).table("params");
        }
    }

    private static void caught(Maker offender, Consumer<SearchSpaceContract> rule) {
        assertThatThrownBy(() -> rule.accept(() -> offender)).isInstanceOf(AssertionError.class);
    }

    @Test
    void p01CatchesAFixedNumberOfClasses() {
        caught(
                (input, classes, settings) -> tiny("tiny", input, 10, 1, 3),
                SearchSpaceContract::required_P01_isWhatWasAskedFor);
    }

    @Test
    void p01CatchesAnotherName() {
        caught(
                (input, classes, settings) -> tiny("other", input, classes, 1, 3),
                SearchSpaceContract::required_P01_isWhatWasAskedFor);
    }

    @Test
    void p02CatchesASpaceThatIsDifferentEachTime() {
        AtomicInteger made = new AtomicInteger();
        caught(
                (input, classes, settings) -> tiny("tiny", input, classes, 1, 1 + 2 * made.incrementAndGet()),
                SearchSpaceContract::required_P02_fingerprintTellsSpacesApart);
    }

    /** Claims to cost more each time it is asked. */
    private record Moody(AtomicInteger asked) implements Custom {
        @Override
        public String kind() {
            return "moody";
        }

        @Override
        public Shape outputShape(List<Shape> inputs) {
            return Layer.single(kind(), inputs);
        }

        @Override
        public long macs(List<Shape> inputs) {
            return asked.incrementAndGet();
        }
    }

    @Test
    void p03CatchesCostsThatDoNotAddUp() {
        AtomicInteger asked = new AtomicInteger();
        caught(
                (input, classes, settings) -> new SearchSpace(
                        "tiny",
                        new Shape(1, 1, classes),
                        classes,
                        Block.sequence("stem"),
                        List.of(ChoiceLayer.of(Block.sequence("moody", new Moody(asked)))),
                        Block.sequence("head")),
                SearchSpaceContract::required_P03_costsAddUp);
    }

    @Test
    void p04CatchesASpaceWithoutAChoice() {
        caught(
                (input, classes, settings) -> tiny("tiny", input, classes, 3),
                SearchSpaceContract::required_P04_costsDiffer);
    }

    private static void caught(LookupTable table, Consumer<LookupTableContract> rule) {
        LookupTableContract contract = new Checked(table);
        assertThatThrownBy(() -> rule.accept(contract)).isInstanceOf(AssertionError.class);
    }

    private record Checked(LookupTable table) implements LookupTableContract {
        @Override
        public SearchSpace tableSpace() {
            return TINY.create(new Shape(8, 8, 3), 10, Settings.empty());
        }
    }

    private static LookupTable table(Metric metric, double base, double... costs) {
        SearchSpace space = TINY.create(new Shape(8, 8, 3), 10, Settings.empty());
        return LookupTable.of(metric, base, new double[][] {costs, costs}, space);
    }

    @Test
    void l01CatchesATableOfAnotherInput() {
        SearchSpace other = TINY.create(new Shape(9, 9, 3), 10, Settings.empty());
        caught(CostModel.analytic(other).table("macs"), LookupTableContract::required_L01_belongsToItsSpace);
    }

    @Test
    void l02CatchesNegativeCosts() {
        caught(table(Metric.LATENCY, 1, 1, -0.1, 2), LookupTableContract::required_L02_costsAreNotNegative);
        caught(table(Metric.LATENCY, -1, 1, 1, 2), LookupTableContract::required_L02_costsAreNotNegative);
    }

    @Test
    void l03CatchesATableOfEqualCosts() {
        caught(table(Metric.LATENCY, 1, 2, 2, 2), LookupTableContract::required_L03_tellsArchitecturesApart);
    }

    @Test
    void l04CatchesAMetricWithoutUnit() {
        caught(table(new Metric("energy", " "), 1, 1, 2, 3), LookupTableContract::required_L04_metricHasAUnit);
    }
}
