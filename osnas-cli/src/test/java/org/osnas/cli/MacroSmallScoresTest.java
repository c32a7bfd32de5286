package org.osnas.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.hipparchus.stat.correlation.KendallsCorrelation;
import org.junit.jupiter.api.Test;
import org.osnas.api.cost.CostModel;
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

    /** Between the means of two halves of the trainings, over all ways to halve them. */
    @Test
    void halvesOfItsTrainingsRankAlike() {
        double sum = 0;
        int halves = 0;
        for (int members = 0; members < 1 << table.seeds(); members++) {
            if (Integer.bitCount(members) == table.seeds() / 2) {
                sum += new KendallsCorrelation().correlation(means(members), means(~members));
                halves++;
            }
        }
        assertThat(sum / halves).isGreaterThan(0.84);
    }

    private double[] means(int members) {
        return table.rows().stream()
                .mapToDouble(row -> {
                    List<Double> chosen = new ArrayList<>();
                    for (int i = 0; i < row.tests().size(); i++) {
                        if ((members >> i & 1) == 1) {
                            chosen.add(row.tests().get(i));
                        }
                    }
                    return chosen.stream().mapToDouble(v -> v).average().orElseThrow();
                })
                .toArray();
    }
}
