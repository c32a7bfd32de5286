package org.osnas.cli.readme;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.osnas.api.cost.Budget;
import org.osnas.api.cost.CostModel;
import org.osnas.api.cost.FeasibleSampler;
import org.osnas.api.cost.LookupTable;
import org.osnas.api.cost.Metric;
import org.osnas.api.random.Seeds;
import org.osnas.api.space.Architecture;
import org.osnas.api.space.SearchSpace;
import org.osnas.api.space.Shape;
import org.osnas.api.spi.Settings;
import org.osnas.api.task.Batch;
import org.osnas.api.task.TrainingAgent;
import org.osnas.api.training.PathChoice;
import org.osnas.api.training.TrainingStep;
import org.osnas.cli.TickingClock;
import org.osnas.core.cost.LatencyOptions;
import org.osnas.core.cost.LatencyTables;
import org.osnas.core.supernet.Supernet;
import org.osnas.core.supernet.SupernetOptimizer;
import org.osnas.engine.criterion.CriterionPlans;
import org.osnas.engine.optim.OptimizerConfig;
import org.osnas.tasks.classification.ImageClassification;

/** The blocks of one's own that the README shows take part in costs, budgets, latency and training. */
class OwnBlocksTest {

    private static final Architecture SWISH = Architecture.of(2, 2, 2);

    private final SearchSpace space =
            new OwnBlocks().create(new Shape(16, 16, 1), Settings.empty()).classifier(3);

    @Test
    void theReadmeShowsThisCode() throws IOException {
        String code = Files.readString(Path.of("src/test/java/org/osnas/cli/readme/OwnBlocks.java"));

        assertThat(Files.readString(Path.of("../docs/spaces.md")))
                .contains(code.substring(code.indexOf("public final class")).stripTrailing());
    }

    @Test
    void theyHaveCostsAndBudgets() {
        CostModel costs = CostModel.analytic(space);
        LookupTable params = costs.table("params");

        // Inner width 6: kernel, scale and shift of three convolutions; then one convolution, its norm, and the slope.
        assertThat(params.blockCost(0, 0)).isEqualTo(16 * 6 + 12 + 6 * 6 * 9 + 12 + 6 * 24 + 48);
        assertThat(params.blockCost(0, 2)).isEqualTo(16 * 24 * 9 + 48 + 24);
        assertThat(costs.table("macs").blockCost(0, 2)).isEqualTo(4 * 4 * 16 * 24 * 9);
        Budget budget = Budget.atMost(Metric.PARAMS, params.cost(SWISH) - 1);
        FeasibleSampler sampler = FeasibleSampler.of(space, costs, budget);
        assertThat(costs.within(sampler.sample(Seeds.generator(1, "draw", 0)), budget))
                .isTrue();
    }

    @Test
    void theirLatencyIsMeasured() {
        LookupTable table = new LatencyTables(LatencyOptions.DEFAULT.withRepeats(1), line -> {}, new TickingClock())
                .make(space)
                .table();

        assertThat(table.blockCost(0, 0)).isPositive();
        assertThat(table.blockCost(0, 2)).isPositive();
    }

    @Test
    void theyTrain() {
        TrainingAgent agent = new ImageClassification().agent(new CriterionPlans());
        INDArray labels = Nd4j.eye(3).castTo(DataType.FLOAT);
        try (Supernet supernet = Supernet.create(space, 1);
                Batch batch =
                        new Batch(Nd4j.linspace(-1, 1, 3 * 256, DataType.FLOAT).reshape(3, 16, 16, 1), labels)) {
            SupernetOptimizer optimizer = new SupernetOptimizer(supernet, agent, new OptimizerConfig(0.9, 0, 5));
            double first = 0;
            double last = 0;
            for (int step = 0; step < 20; step++) {
                last = optimizer
                        .step(TrainingStep.of(PathChoice.of(SWISH)), batch, 0.05)
                        .loss();
                first = step == 0 ? last : first;
            }
            assertThat(last).isLessThan(first);
            assertThat(supernet.updates(0, 2)).isEqualTo(20);
            assertThat(supernet.updates(0, 0)).isZero();
            INDArray output = supernet.predict(SWISH, batch.inputs());
            assertThat(output.shape()).containsExactly(3, 3);
        }
    }
}
