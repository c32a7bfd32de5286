package org.osnas.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.hipparchus.stat.correlation.KendallsCorrelation;
import org.junit.jupiter.api.Test;
import org.osnas.api.cost.CostModel;
import org.osnas.api.random.Seeds;
import org.osnas.api.space.SearchSpace;
import org.osnas.api.space.Shape;
import org.osnas.api.spi.Settings;
import org.osnas.core.score.ScoreTable;
import org.osnas.core.score.ScoreTableFile;
import org.osnas.spaces.MacroSmall;

/** The truth that comes with the project: how well it agrees with itself. */
class MacroSmallScoresTest {

    private final ScoreTable table = ScoreTableFile.read(Path.of("../examples/macro-small-scores.csv"));

    @Test
    void hasAllArchitecturesWithTheirCosts() {
        SearchSpace space =
                new MacroSmall().create(new Shape(28, 28, 1), Settings.empty()).classifier(10);
        table.requireFor(space);
        assertThat(table.rows()).hasSize(81).doesNotHaveDuplicates();
        CostModel costs = CostModel.analytic(space);
        for (ScoreTable.Row row : table.rows()) {
            assertThat(row.costs()).isEqualTo(costs.costs(row.architecture()));
            assertThat(row.tests()).doesNotContain(Double.NaN);
        }
    }

    /** Between the means of two random halves of the trainings. */
    @Test
    void halvesOfItsTrainingsRankAlike() {
        double sum = 0;
        for (int split = 0; split < 200; split++) {
            List<Integer> seeds =
                    new ArrayList<>(IntStream.range(0, table.seeds()).boxed().toList());
            Seeds.shuffle(seeds, Seeds.generator(1, "halves", split));
            int half = table.seeds() / 2;
            sum += new KendallsCorrelation()
                    .correlation(means(seeds.subList(0, half)), means(seeds.subList(half, table.seeds())));
        }
        assertThat(sum / 200).isGreaterThanOrEqualTo(0.9);
    }

    private double[] means(List<Integer> seeds) {
        return table.rows().stream()
                .mapToDouble(row -> seeds.stream()
                        .mapToDouble(seed -> row.tests().get(seed))
                        .average()
                        .orElseThrow())
                .toArray();
    }
}
