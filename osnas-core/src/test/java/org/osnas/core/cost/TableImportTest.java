package org.osnas.core.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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

class TableImportTest {

    private static final String CSV =
            "layer,block,value\n# a phone\nbase,,0.4\n1,skip,0\n0,conv,2.5\n0,skip,0\n1,conv,3";

    @TempDir
    Path folder;

    private final ChoiceLayer layer =
            ChoiceLayer.of(Block.sequence("conv", Conv2d.of(3, 3, 3, 1)), Block.sequence("skip"));
    private final SearchSpace space = SearchSpace.classifier(
            "toy",
            new Shape(8, 8, 3),
            2,
            Block.sequence("stem"),
            List.of(layer, layer),
            Block.sequence("head", new GlobalAveragePool(), new Linear(3, 2, true)));

    private LookupTable read(String name, String text) {
        try {
            return TableImport.read(Files.writeString(folder.resolve(name), text), Metric.LATENCY, space);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void csvAndJsonGiveTheSameTable() {
        String json =
                """
                {"base": 0.4, "blocks": [
                  {"layer": 0, "block": "conv", "value": 2.5}, {"layer": 0, "block": "skip", "value": 0},
                  {"layer": 1, "block": "conv", "value": 3}, {"layer": 1, "block": "skip", "value": 0}]}
                """;
        for (LookupTable table : List.of(read("t.csv", CSV), read("t.json", json))) {
            assertThat(table.base()).isEqualTo(0.4);
            assertThat(table.blockCost(0, 0)).isEqualTo(2.5);
            assertThat(table.blockCost(1, 0)).isEqualTo(3);
            assertThat(table.blockCost(1, 1)).isZero();
            assertThat(table.requireFor(space).metric()).isEqualTo(Metric.LATENCY);
        }
    }

    @Test
    void aTableAsCsvIsReadBackToTheLastBit() {
        LookupTable table =
                LookupTable.of(Metric.LATENCY, 0.1 + 0.2, new double[][] {{1.0 / 3, 0}, {1e-17, 12345678.9}}, space);

        LookupTable read = read(
                "t.csv",
                TableImport.csv(
                        new TableFile.Stored(table, List.of(List.of("conv", "skip"), List.of("conv", "skip")))));

        assertThat(read.base()).isEqualTo(table.base());
        for (int l = 0; l < 2; l++) {
            for (int c = 0; c < 2; c++) {
                assertThat(read.blockCost(l, c)).isEqualTo(table.blockCost(l, c));
            }
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1,skip,0 | '' | lacks layer 1 block skip of space toy",
                "base,,0.4 | '' | lacks base (stem and head) of space toy",
                "1,skip,0 | 0,conv,0 | line 5: layer 0 block conv is given twice",
                "1,skip,0 | base,,1 | the base is given twice",
                "1,skip,0 | 1,ship,0 | line 4: layer 1 of space toy has no block 'ship'. It has conv, skip",
                "1,skip,0 | 2,skip,0 | the layer must be 0 to 1 or base, got '2'",
                "1,skip,0 | one,skip,0 | the layer must be 0 to 1 or base, got 'one'",
                "1,skip,0 | 1,skip,fast | 'value' is 'fast', not a number",
                "1,skip,0 | 1,skip,-1 | the value must be a number of 0 or more, got '-1.0'",
                "1,skip,0 | 1,skip | t.csv line 4 has 2 cells, the first line 3",
                "value | cost | the first line must be layer,block,value, got layer,block,cost",
            })
    void whatIsWrongIsNamed(String from, String to, String message) {
        assertThat(CSV).contains(from);
        assertThatThrownBy(() -> read("t.csv", CSV.replace(from, to)))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining(message);
    }

    @Test
    void manyMissingEntriesAreCounted() {
        assertThatThrownBy(() -> read("t.json", "{\"base\": 1, \"blocks\": []}"))
                .hasMessageContaining("lacks layer 0 block conv, layer 0 block skip, layer 1 block conv");
        assertThatThrownBy(() -> read("t.json", "{\"blocks\": []}")).hasMessageContaining("got keys [blocks]");
        assertThatThrownBy(() -> read("t.json", "{\"base\": 1, \"blocks\": [{\"layer\": 0}]}"))
                .hasMessageContaining("entry 1 must have layer, block and value");
        assertThatThrownBy(() -> read("t.json", "nonsense")).hasMessageContaining("is not JSON");
        assertThatThrownBy(() -> read("t.csv", "")).hasMessageContaining("is empty");
    }
}
