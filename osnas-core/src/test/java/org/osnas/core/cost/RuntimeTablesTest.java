package org.osnas.core.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.osnas.api.cost.Conditions;
import org.osnas.api.cost.LatencyRuntime;
import org.osnas.api.space.Architecture;
import org.osnas.api.space.SearchSpace;
import org.osnas.api.space.Shape;
import org.osnas.api.space.StandaloneNetwork;
import org.osnas.api.spi.BadInputException;
import org.osnas.core.supernet.TinyTask;
import org.osnas.spaces.SpaceBuilder;
import org.osnas.spaces.block.Blocks;

/** Tables that are fitted to whole networks of a runtime whose costs are known. */
class RuntimeTablesTest {

    private static final LatencyOptions OPTIONS =
            LatencyOptions.DEFAULT.withBatch(2).withThreads(1).withRepeats(3);

    private final List<String> log = new ArrayList<>();

    /** Says what a function of the architecture says, with a little noise. */
    private record Known(ToDoubleFunction<Architecture> millis, double noise) implements LatencyRuntime {
        @Override
        public String name() {
            return "known";
        }

        @Override
        public String description() {
            return "costs that are known";
        }

        @Override
        public double[][] millis(List<Supplier<StandaloneNetwork>> networks, Conditions conditions, int repeats) {
            assertThat(conditions.batch()).isEqualTo(2);
            assertThat(repeats).isEqualTo(3);
            double[][] result = new double[2][networks.size()];
            Random random = new Random(1);
            for (int i = 0; i < networks.size(); i++) {
                String name = networks.get(i).get().space().name();
                Architecture architecture = Architecture.parse(name.substring(name.indexOf('/') + 1));
                for (double[] measurement : result) {
                    measurement[i] = millis.applyAsDouble(architecture) * (1 + noise * random.nextGaussian());
                }
            }
            return result;
        }
    }

    private RuntimeTables.Made make(SearchSpace space, LatencyRuntime runtime, int networks) {
        return new RuntimeTables(runtime, OPTIONS, log::add).make(space, OptionalInt.of(networks));
    }

    @Test
    void whatAddsUpIsFoundFromAPartOfTheNetworks() {
        double[][] costs = {{1, 3, 0}, {2, 0.5}, {0.3, 4, 0}};
        ToDoubleFunction<Architecture> truth =
                a -> 5 + costs[0][a.choice(0)] + costs[1][a.choice(1)] + costs[2][a.choice(2)];

        RuntimeTables.Made made = make(TinyTask.space(), new Known(truth, 0), 12);

        for (Architecture architecture : TinyTask.SOME) {
            assertThat(made.table().cost(architecture)).isCloseTo(truth.applyAsDouble(architecture), within(0.02));
        }
        assertThat(made.fitted()).isEqualTo(12);
        assertThat(made.check().points()).hasSize(6);
        assertThat(made.table().conditions()).contains(new Conditions(2, 1).on("known"));
        assertThat(log).singleElement().asString().contains("18 networks", "known");
    }

    @Test
    void aDeepSpaceNeedsTwoNetworksForEachUnknown() {
        SearchSpace space = SpaceBuilder.space("deep", new Shape(16, 16, 3))
                .stem(Blocks.conv(3), 8, 1)
                .choices(Blocks.mobile(3, 1), Blocks.mobile(3, 3), Blocks.mobile(5, 3), Blocks.skip())
                .layers(8, 8, 1)
                .build()
                .classifier(4);
        double[][] costs = new double[8][4];
        Random random = new Random(2);
        for (double[] layer : costs) {
            for (int c = 0; c < 3; c++) {
                layer[c] = 0.2 + random.nextDouble();
            }
        }
        ToDoubleFunction<Architecture> truth = a -> {
            double sum = 1;
            for (int l = 0; l < a.length(); l++) {
                sum += costs[l][a.choice(l)];
            }
            return sum;
        };

        TableCheck check = make(space, new Known(truth, 0.01), 64).check();

        assertThat(check.stored().within()).isGreaterThanOrEqualTo(0.95);
        assertThat(check.stored().spearman()).isGreaterThan(0.95);
        assertThat(check.stored().mape()).isLessThan(0.03);
    }

    @Test
    void layersThatChooseSideBySideHaveTheirCostsInCommon() {
        SearchSpace space = SpaceBuilder.space("unified", TinyTask.INPUT)
                .stem(Blocks.conv(3), 4, 1)
                .choices(Blocks.depthwise(3), Blocks.depthwise(5), Blocks.zero())
                .unified(1, 6, 2, 3)
                .unified(1, 6, 1, 3)
                .build()
                .classifier(TinyTask.CLASSES);
        double[] costs = {1, 2, 0.1};
        ToDoubleFunction<Architecture> truth = a -> {
            double sum = 3;
            for (int l = 0; l < a.length(); l++) {
                sum += costs[a.choice(l)] * (l < 3 ? 1 : 2);
            }
            return sum;
        };

        RuntimeTables.Made made = make(space, new Known(truth, 0), 40);

        Architecture one = Architecture.of(0, 1, 2, 2, 1, 0);
        assertThat(made.table().cost(one)).isCloseTo(truth.applyAsDouble(one), within(0.05));
        assertThat(made.table().cost(Architecture.of(2, 1, 0, 0, 1, 2)))
                .isCloseTo(made.table().cost(one), within(1e-9));
    }

    @Test
    void aTableIsCheckedInTheSameRuntimeAndCorrectedIfTheMachineHasChanged() {
        ToDoubleFunction<Architecture> before = a -> 2 + a.choice(0) + a.choice(1);
        RuntimeTables.Made made = make(TinyTask.space(), new Known(before, 0), 12);

        TableCheck check = new RuntimeTables(new Known(a -> 1.5 * before.applyAsDouble(a), 0), OPTIONS, log::add)
                .check(TinyTask.space(), made.table(), 8, 8, 1);

        assertThat(check.correction().orElseThrow().scale()).isCloseTo(1.5, within(0.05));
        assertThat(check.corrected().mape()).isLessThan(0.02);
    }

    @Test
    void timesThatAreNoneAreRefused() {
        assertThatThrownBy(() -> make(TinyTask.space(), new Known(a -> 0, 0), 12))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("known measured 0.0 milliseconds");
    }
}
