package org.osnas.core.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.osnas.api.cost.Budget;
import org.osnas.api.cost.Conditions;
import org.osnas.api.cost.CostModel;
import org.osnas.api.cost.LookupTable;
import org.osnas.api.cost.Metric;
import org.osnas.api.cost.Range;
import org.osnas.api.space.Block;
import org.osnas.api.space.ChoiceLayer;
import org.osnas.api.space.Conv2d;
import org.osnas.api.space.GlobalAveragePool;
import org.osnas.api.space.Linear;
import org.osnas.api.space.SearchSpace;
import org.osnas.api.space.Shape;
import org.osnas.api.task.DataDescription;
import org.osnas.api.task.Dataflow;
import org.osnas.api.task.Split;
import org.osnas.core.cost.LatencyOptions;
import org.osnas.core.cost.LatencyTables;

/** What a run costs: counted, given, or measured. */
class RunCostsTest {

    private final List<String> log = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private long now;
    private final LatencyTables latencies =
            new LatencyTables(new LatencyOptions(1, 1, 0, 1, 0.2, 0), log::add, () -> now += 1_000_000);

    private static SearchSpace space(int size) {
        return SearchSpace.classifier(
                "toy",
                new Shape(size, size, 3),
                2,
                Block.sequence("stem"),
                List.of(ChoiceLayer.of(Block.sequence("conv", Conv2d.of(3, 3, 3, 1)), Block.sequence("skip"))),
                Block.sequence("head", new GlobalAveragePool(), new Linear(3, 2, true)));
    }

    private Run measured(Budget budget, SearchSpace space, LookupTable... tables) {
        Run run = Run.of(space, compiler -> null, new NoData(space.input()))
                .search(new Run.Named<>("any", null), SearchSettings.DEFAULT.withBudget(budget));
        for (LookupTable table : tables) {
            run = run.table(table);
        }
        return run.measured(latencies, notes::add);
    }

    private static Budget latency() {
        return Budget.atMost(Metric.LATENCY, 5);
    }

    @Test
    void aBudgetOnLatencyHasItMeasured() {
        CostModel costs = measured(latency(), space(8)).costs();

        assertThat(costs.metrics()).containsExactly("params", "macs", "conv_macs", "activation-memory", "latency");
        assertThat(costs.table("latency").min()).isEqualTo(1);
        assertThat(costs.table("latency").max()).isEqualTo(2);
        assertThat(notes.get(0)).startsWith("Latency: ");
        assertThat(log).hasSize(1);
    }

    @Test
    void withoutSuchABudgetNothingIsMeasured() {
        CostModel costs = measured(Budget.atMost(Metric.MACS, 1e9), space(8)).costs();

        assertThat(costs.metrics()).isEqualTo(CostModel.analytic(space(8)).metrics());
        assertThat(notes).isEmpty();
        assertThat(now).isZero();
    }

    @Test
    void aTableThatIsGivenIsNotMeasured() {
        LookupTable phone = LookupTable.of(Metric.LATENCY, 40, new double[][] {{3, 0}}, space(8));

        assertThat(measured(latency(), space(8), phone).costs().table("latency").max())
                .isEqualTo(43);
        assertThat(notes).isEmpty();
        assertThat(now).isZero();
    }

    @Test
    void whatATableWasMeasuredUnderIsComparedWithTheRun() {
        LookupTable table = LookupTable.of(Metric.LATENCY, 40, new double[][] {{3, 0}}, space(8));

        measured(latency(), space(8), table.measuredUnder(latencies.conditions()));
        assertThat(notes).isEmpty();

        measured(latency(), space(8), table.measuredUnder(new Conditions(8, 2).on("OtherBackend")));
        assertThat(notes)
                .containsExactly("The table of latency was measured with batch 8 instead of 1, threads 2 instead of 1,"
                        + " backend OtherBackend instead of "
                        + latencies.conditions().backend().orElseThrow()
                        + ", which this run would measure with. The budget on latency means what the table says.");
    }

    @Test
    void theTableOfARunIsCorrectedByWholeNetworks() {
        // Each read of the clock is a tick: a whole network takes one, and so does each of its blocks.
        SearchSpace large = SearchSpace.classifier(
                "toy",
                new Shape(8, 8, 3),
                2,
                Block.sequence("stem"),
                Collections.nCopies(4, space(8).layers().get(0)),
                space(8).head().block());

        LookupTable table = measured(latency(), large).costs().table("latency");

        assertThat(table.raw().max()).isEqualTo(5);
        assertThat(table.correction().scale()).isLessThan(1);
        assertThat(table.max()).isLessThan(3);
        assertThat(notes).last().asString().contains(" whole networks: MAPE ", "; corrected by others (");
        assertThat(log).element(1).asString().startsWith("Measuring 16 networks of space toy");
    }

    @Test
    void anUnknownMetricIsRefusedBeforeAnythingIsMeasured() {
        Budget budget = new Budget(Map.of("latency", Range.atMost(5), "energy", Range.atMost(9)));

        assertThatThrownBy(() -> measured(budget, space(8)))
                .isInstanceOfSatisfying(
                        RunException.class, e -> assertThat(e.problem()).isInstanceOf(RunException.UnknownMetric.class))
                .hasMessage("Unknown metric 'energy'. Known: params, macs, conv_macs, activation-memory, latency");
        assertThat(now).isZero();
    }

    /** Data that is never read. */
    private record NoData(Shape input) implements Dataflow {
        @Override
        public DataDescription description() {
            return DataDescription.ofClasses(input, 2);
        }

        @Override
        public int size(Split split) {
            return 0;
        }

        @Override
        public int batchSize() {
            return 1;
        }

        @Override
        public BatchStream training(long firstStep) {
            throw new UnsupportedOperationException();
        }

        @Override
        public BatchStream evaluation(Split split) {
            throw new UnsupportedOperationException();
        }

        @Override
        public BatchStream calibration(int batches) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void close() {}
    }
}
