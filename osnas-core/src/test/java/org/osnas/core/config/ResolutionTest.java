package org.osnas.core.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osnas.api.cost.CostModel;
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
import org.osnas.core.cost.TableFile;

/** The tables that a configuration names. */
class ResolutionTest {

    @TempDir
    Path folder;

    private static SearchSpace space(int size) {
        return SearchSpace.classifier(
                "toy",
                new Shape(size, size, 3),
                2,
                Block.sequence("stem"),
                List.of(ChoiceLayer.of(Block.sequence("conv", Conv2d.of(3, 3, 3, 1)), Block.sequence("skip"))),
                Block.sequence("head", new GlobalAveragePool(), new Linear(3, 2, true)));
    }

    private Path table(String name, Metric metric, double base, SearchSpace space) throws IOException {
        Path file = folder.resolve(name);
        TableFile.write(file, LookupTable.of(metric, base, new double[][] {{3, 0}}, space), space);
        return file;
    }

    private static CostModel costs(Path... files) {
        return Resolution.costs(
                space(8), List.of(files).stream().map(Path::toString).toList());
    }

    @Test
    void tablesThatAreNamedJoinWhatIsCounted() throws IOException {
        Path phone = table("phone.json", Metric.LATENCY, 40, space(8));
        Path energy = table("energy.json", new Metric("energy", "mJ"), 7, space(8));

        CostModel costs = costs(phone, energy);

        assertThat(costs.table("latency").max()).isEqualTo(43);
        assertThat(costs.table("energy").min()).isEqualTo(7);
        assertThat(costs.metrics()).containsAll(CostModel.analytic(space(8)).metrics());
    }

    @Test
    void aTableOfAnotherInputIsRefusedNamingBoth() throws IOException {
        Path file = table("phone.json", Metric.LATENCY, 40, space(16));

        assertThatThrownBy(() -> costs(file))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("was made for space toy at 16x16x3")
                .hasMessageContaining("is read for space toy at 8x8x3");
    }

    @Test
    void tablesThatSayTheSameTwiceAreRefused() throws IOException {
        Path macs = table("macs.json", Metric.MACS, 1, space(8));
        Path one = table("one.json", Metric.LATENCY, 1, space(8));
        Path two = table("two.json", Metric.LATENCY, 2, space(8));

        assertThatThrownBy(() -> costs(macs))
                .isInstanceOf(BadInputException.class)
                .hasMessage("Table " + macs
                        + " gives the metric macs, which is counted exactly from the description. Leave it out.");
        assertThatThrownBy(() -> costs(one, two))
                .hasMessage(
                        "Table " + two + " gives the metric latency, which another table gives already. Leave it out.");
    }
}
