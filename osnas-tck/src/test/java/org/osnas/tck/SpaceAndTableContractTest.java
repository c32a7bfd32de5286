package org.osnas.tck;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.osnas.api.cost.CostModel;
import org.osnas.api.cost.LookupTable;
import org.osnas.api.cost.Metric;
import org.osnas.api.space.Backbone;
import org.osnas.api.space.Block;
import org.osnas.api.space.BlockBuilder;
import org.osnas.api.space.ChoiceLayer;
import org.osnas.api.space.Conv2d;
import org.osnas.api.space.Custom;
import org.osnas.api.space.GlobalAveragePool;
import org.osnas.api.space.Layer;
import org.osnas.api.space.SearchSpace;
import org.osnas.api.space.Shape;
import org.osnas.api.space.SpaceProvider;
import org.osnas.api.space.Tail;
import org.osnas.api.spi.Settings;

/** Every rule catches an offender; a small real space and its table pass. */
class SpaceAndTableContractTest {

    private static final Block STEM = Block.sequence("stem", Conv2d.of(3, 4, 3, 2));

    private static Backbone tiny(String name, Shape input, int... kernels) {
        Block[] candidates = Arrays.stream(kernels)
                .mapToObj(k -> Block.sequence("c" + k, Conv2d.of(4, 4, k, 1)))
                .toArray(Block[]::new);
        return backbone(name, input, ChoiceLayer.of(candidates));
    }

    private static Backbone backbone(String name, Shape input, ChoiceLayer layer) {
        return new Backbone(name, input, STEM, List.of(layer, layer), Tail.pooling());
    }

    /** A provider made of one function. */
    private interface Maker extends SpaceProvider {
        @Override
        Backbone create(Shape input, Settings settings);

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

    private static final Maker TINY = (input, settings) -> tiny("tiny", input, 1, 3, 5);

    @Nested
    class Tiny implements SearchSpaceContract, LookupTableContract {
        @Override
        public SpaceProvider spaceProvider() {
            return TINY;
        }

        @Override
        public SearchSpace tableSpace() {
            return TINY.create(new Shape(8, 8, 3), Settings.empty()).classifier(10);
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
    void p01CatchesAnotherInput() {
        caught(
                (input, settings) -> tiny("tiny", new Shape(9, 9, 3), 1, 3),
                SearchSpaceContract::required_P01_isWhatWasAskedFor);
    }

    @Test
    void p01CatchesAnotherName() {
        caught((input, settings) -> tiny("other", input, 1, 3), SearchSpaceContract::required_P01_isWhatWasAskedFor);
    }

    @Test
    void p02CatchesASpaceThatIsDifferentEachTime() {
        AtomicInteger made = new AtomicInteger();
        caught(
                (input, settings) -> tiny("tiny", input, 1, 1 + 2 * made.incrementAndGet()),
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
                (input, settings) -> backbone("tiny", input, ChoiceLayer.of(Block.sequence("moody", new Moody(asked)))),
                SearchSpaceContract::required_P03_costsAddUp);
    }

    @Test
    void p04CatchesASpaceWithoutAChoice() {
        caught((input, settings) -> tiny("tiny", input, 3), SearchSpaceContract::required_P04_costsDiffer);
    }

    /** Gives another shape each time it is asked. */
    private record Shifty(AtomicInteger asked) implements Custom {
        @Override
        public String kind() {
            return "shifty";
        }

        @Override
        public Shape outputShape(List<Shape> inputs) {
            return new Shape(1, 1, asked.incrementAndGet());
        }
    }

    @Test
    void p05CatchesAFeatureThatIsNotWhatItIsSaidToBe() {
        AtomicInteger asked = new AtomicInteger();
        BlockBuilder tail = Block.builder("tail");
        int map = tail.add(new Shifty(asked), tail.input());
        Tail shifty = new Tail(tail.build(map, tail.add(new GlobalAveragePool(), map)), 0, true);
        caught(
                (input, settings) -> new Backbone(
                        "tiny", input, STEM, tiny("tiny", input, 1, 3).stages(), shifty),
                SearchSpaceContract::required_P05_everyFeatureCarriesAHead);
    }

    private static void caught(LookupTable table, Consumer<LookupTableContract> rule) {
        LookupTableContract contract = new Checked(table);
        assertThatThrownBy(() -> rule.accept(contract)).isInstanceOf(AssertionError.class);
    }

    private record Checked(LookupTable table) implements LookupTableContract {
        @Override
        public SearchSpace tableSpace() {
            return TINY.create(new Shape(8, 8, 3), Settings.empty()).classifier(10);
        }
    }

    private static LookupTable table(Metric metric, double base, double... costs) {
        SearchSpace space = TINY.create(new Shape(8, 8, 3), Settings.empty()).classifier(10);
        return LookupTable.of(metric, base, new double[][] {costs, costs}, space);
    }

    @Test
    void l01CatchesATableOfAnotherInput() {
        SearchSpace other = TINY.create(new Shape(9, 9, 3), Settings.empty()).classifier(10);
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
