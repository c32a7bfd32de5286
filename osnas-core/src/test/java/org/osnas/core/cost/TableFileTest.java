package org.osnas.core.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.osnas.api.cost.Conditions;
import org.osnas.api.cost.Correction;
import org.osnas.api.cost.CostModel;
import org.osnas.api.cost.LookupTable;
import org.osnas.api.cost.Metric;
import org.osnas.api.space.Architecture;
import org.osnas.api.space.Block;
import org.osnas.api.space.ChoiceLayer;
import org.osnas.api.space.Conv2d;
import org.osnas.api.space.GlobalAveragePool;
import org.osnas.api.space.Linear;
import org.osnas.api.space.SearchSpace;
import org.osnas.api.space.Shape;
import org.osnas.api.spi.BadInputException;
import org.osnas.api.spi.Settings;
import org.osnas.core.internal.file.CheckedText;
import org.osnas.spaces.Sgnas;

class TableFileTest {

    @TempDir
    Path folder;

    private final SearchSpace space = space("toy", new Shape(8, 8, 3));
    private final LookupTable table =
            LookupTable.of(Metric.LATENCY, 0.1 + 0.2, new double[][] {{1.0 / 3, 0}, {1e-17, 12345678.9}}, space);
    private Path file;

    @BeforeEach
    void write() throws IOException {
        file = folder.resolve("tables/table-latency.json");
        TableFile.write(file, table, space);
    }

    private static SearchSpace space(String name, Shape input) {
        ChoiceLayer layer = ChoiceLayer.of(Block.sequence("conv", Conv2d.of(3, 3, 3, 1)), Block.sequence("skip"));
        return SearchSpace.classifier(
                name,
                input,
                2,
                Block.sequence("stem"),
                List.of(layer, layer),
                Block.sequence("head", new GlobalAveragePool(), new Linear(3, 2, true)));
    }

    @Test
    void readsWhatItWroteToTheLastBit() throws IOException {
        LookupTable read = TableFile.read(file, space);
        assertThat(read.metric()).isEqualTo(Metric.LATENCY);
        assertThat(read.base()).isEqualTo(table.base());
        assertThat(read.fingerprint()).isEqualTo(space.fingerprint());
        for (int l = 0; l < 2; l++) {
            for (int c = 0; c < 2; c++) {
                assertThat(read.blockCost(l, c)).isEqualTo(table.blockCost(l, c));
            }
        }
        assertThat(read.cost(Architecture.of(0, 1))).isEqualTo(table.cost(Architecture.of(0, 1)));
    }

    @Test
    void isReadAsEditorsOfWindowsSaveIt() throws IOException {
        String text = Files.readString(file);
        Files.writeString(file, "\uFEFF" + text.replace("\n", "\r\n"));
        assertThat(TableFile.read(file, space).base()).isEqualTo(table.base());
        Files.writeString(file, "\uFEFF" + text, java.nio.charset.StandardCharsets.UTF_16LE);
        assertThat(TableFile.read(file, space).base()).isEqualTo(table.base());
        Files.writeString(file, text, java.nio.charset.StandardCharsets.UTF_16LE);
        assertThatThrownBy(() -> TableFile.read(file, space)).hasMessageContaining("Save it as UTF-8");
    }

    @Test
    void keepsCombinationConditionsAndCorrection() throws IOException {
        Correction correction = new Correction(1.1, 0.02);
        LookupTable corrected = table.measuredUnder(new Conditions(8, 2)).corrected(correction);
        TableFile.write(file, corrected, space);

        for (LookupTable read :
                List.of(TableFile.read(file, space), TableFile.show(file).table())) {
            assertThat(read.conditions()).contains(new Conditions(8, 2));
            assertThat(read.correction()).isEqualTo(correction);
            assertThat(read.raw().base()).isEqualTo(table.base());
            assertThat(read.max()).isEqualTo(corrected.max());
        }
        LookupTable peak = LookupTable.of(Metric.ACTIVATION_MEMORY, 7, new double[][] {{1, 2}, {3, 9}}, space);
        TableFile.write(file, peak, space);
        assertThat(TableFile.read(file, space).metric()).isEqualTo(Metric.ACTIVATION_MEMORY);
        assertThat(TableFile.read(file, space).max()).isEqualTo(9);
    }

    @Test
    void oneThatAPersonEditedIsReadAndOneThatWasWrittenElsewhereToo() throws IOException {
        String written = Files.readString(file);
        assertThat(CheckedText.edited(written)).isFalse();
        String edited = written.replaceFirst("\"base\" : [0-9.]+", "\"base\" : 100");
        assertThat(CheckedText.edited(edited)).isTrue();
        Files.writeString(file, edited);
        assertThat(TableFile.read(file, space).base()).isEqualTo(100);

        String own = edited.replaceFirst(",\\s*\"crc\".*", "");
        assertThat(CheckedText.edited(own)).isFalse();
        Files.writeString(file, own);
        assertThat(TableFile.read(file, space).base()).isEqualTo(100);
    }

    @Test
    void keepsWhichChoicesAreInterchangeable() throws IOException {
        SearchSpace sgnas =
                new Sgnas().create(new Shape(16, 16, 3), Settings.empty()).classifier(10);
        LookupTable params = CostModel.analytic(sgnas).table("params");
        int[] choices = new int[sgnas.depth()];
        choices[0] = 3;
        choices[7] = 2;
        Architecture unordered = Architecture.of(choices);
        long exact = sgnas.network(unordered).stream().mapToLong(Block::params).sum();
        TableFile.write(file, params, sgnas);

        for (LookupTable read : List.of(
                params, TableFile.read(file, sgnas), TableFile.show(file).table())) {
            assertThat(read.stageSizes()).hasSize(21).containsOnly(6);
            assertThat(read.cost(unordered)).isEqualTo(exact);
        }
    }

    @Test
    void optionalKeysAreChecked() throws IOException {
        edit("\"base\"", "\"combination\" : \"mean\", \"base\"");
        assertRefused(space).hasMessageContaining("'combination' must be sum or max, got 'mean'");
        write();
        edit("\"base\"", "\"measured\" : {\"batch\": 1.5, \"threads\": 1}, \"base\"");
        assertRefused(space).hasMessageContaining("measured.batch must be a whole number, got 1.5");
        write();
        edit("\"base\"", "\"correction\" : {\"scale\": \"x\"}, \"base\"");
        assertRefused(space).hasMessageContaining("correction.scale must be a number, got \"x\"");
    }

    @Test
    void showsATableWithoutItsSpace() {
        TableFile.Stored shown = TableFile.show(file);

        assertThat(shown.blocks()).containsExactly(List.of("conv", "skip"), List.of("conv", "skip"));
        assertThat(shown.table().metric()).isEqualTo(Metric.LATENCY);
        assertThat(shown.table().space()).isEqualTo("toy");
        assertThat(shown.table().input()).isEqualTo(new Shape(8, 8, 3));
        assertThat(shown.table().fingerprint()).isEqualTo(space.fingerprint());
        assertThat(shown.table().base()).isEqualTo(table.base());
        assertThat(shown.table().max()).isEqualTo(table.max());
        assertThat(shown.table().blockCost(1, 0)).isEqualTo(1e-17);
    }

    @Test
    void aTableThatCannotBeShownIsRefused() throws IOException {
        assertThatThrownBy(() -> TableFile.show(folder))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining(" is a folder, not a file of text");
        edit("\"8x8x3\"", "\"8x8\"");
        assertThatThrownBy(() -> TableFile.show(file)).hasMessageContaining("'8x8' is not an input shape");
        write();
        edit("\"layers\" : [ {", "\"layers\" : [ {}, {");
        assertThatThrownBy(() -> TableFile.show(file)).hasMessageContaining("layer 0 must name its blocks, got {}");
        Files.writeString(file, Files.readString(file).replaceFirst("(?s)\"layers\" : .*", "\"layers\" : []}"));
        assertThatThrownBy(() -> TableFile.show(file)).hasMessageContaining("layers must be a list");
    }

    @Test
    void replacesAFileAndLeavesNothingElse() throws IOException {
        LookupTable other = LookupTable.of(Metric.LATENCY, 7, new double[][] {{1, 2}, {3, 4}}, space);
        TableFile.write(file, other, space);
        assertThat(TableFile.read(file, space).base()).isEqualTo(7);
        try (Stream<Path> files = Files.list(file.getParent())) {
            assertThat(files).containsExactly(file);
        }
    }

    @Test
    void blocksAreFoundByName() throws IOException {
        edit("\"conv\" : 1.0E-17,\n    \"skip\" : 1.23456789E7", "\"skip\" : 5, \"conv\" : 6");
        LookupTable read = TableFile.read(file, space);
        assertThat(read.blockCost(1, 0)).isEqualTo(6);
        assertThat(read.blockCost(1, 1)).isEqualTo(5);
    }

    @Test
    void anotherSpaceOrInputIsRefusedNamingBoth() {
        assertRefused(space("other", new Shape(8, 8, 3)))
                .hasMessageContaining("was made for space toy at 8x8x3 (fingerprint " + space.fingerprint() + ")")
                .hasMessageContaining("read for space other at 8x8x3");
        assertRefused(space("toy", new Shape(9, 9, 3))).hasMessageContaining("read for space toy at 9x9x3");
    }

    @Test
    void aTableOfAnotherSpaceIsNotWritten() {
        assertThatThrownBy(() -> TableFile.write(file, table, space("other", new Shape(8, 8, 3))))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("made for space toy");
    }

    @Test
    void anotherVersionIsRefusedNamingBoth() throws IOException {
        edit("\"version\" : 1", "\"version\" : 2");
        assertRefused(space)
                .hasMessage(
                        "Table " + file + " has version 2, but this release reads version 1. Build the table again.");
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.1, 0.5, 0.9, 0.99})
    void aTruncatedFileIsRefused(double share) throws IOException {
        String whole = Files.readString(file);
        Files.writeString(file, whole.substring(0, (int) (share * whole.length())));
        assertRefused(space).hasMessageContaining(file.toString());
    }

    @Test
    void otherContentIsRefused() throws IOException {
        edit("osnas-lookup-table", "something");
        assertRefused(space).hasMessageContaining("its format is 'something', expected 'osnas-lookup-table'");
        Files.write(file, new byte[] {(byte) 0xff, (byte) 0xfe, 0, 1});
        assertRefused(space).hasMessageContaining("is damaged or not JSON");
        Files.writeString(file, "[1, 2]");
        assertRefused(space).hasMessageContaining("is not a lookup table");
    }

    @Test
    void aMissingFileIsRefused() throws IOException {
        Files.delete(file);
        assertRefused(space).hasMessage("There is no table " + file + ". Build it first.");
    }

    @Test
    void everyKeyIsChecked() throws IOException {
        edit("\"base\"", "\"bass\"");
        assertRefused(space).hasMessageContaining("has unknown keys [bass]");
        write();
        edit("\"unit\" : \"ms\",", "");
        assertRefused(space).hasMessageContaining("lacks 'unit'");
        write();
        edit("\"unit\" : \"ms\",", "\"unit\" : 3,");
        assertRefused(space).hasMessageContaining("'unit' must be text, got 3");
        write();
        edit("\"unit\" : \"ms\",", "\"unit\" : \"ms\", \"unit\" : \"s\",");
        assertRefused(space).hasMessageContaining("Duplicate field 'unit'");
    }

    @Test
    void costsAreChecked() throws IOException {
        edit("\"skip\" : 0.0", "\"skip\" : \"fast\"");
        assertRefused(space).hasMessageContaining("layer 0 block skip must be a number, got \"fast\"");
        write();
        edit("\"skip\" : 0.0", "\"ship\" : 0.0");
        assertRefused(space)
                .hasMessageContaining("layer 0 has blocks [conv, ship], but space toy has [conv, skip] there");
        write();
        edit("\"layers\" : [ {", "\"layers\" : [ {}, {");
        assertRefused(space).hasMessageContaining("has 3 layers, but space toy has 2");
    }

    private void edit(String from, String to) throws IOException {
        String text = Files.readString(file);
        assertThat(text).contains(from);
        Files.writeString(file, text.replace(from, to));
    }

    private org.assertj.core.api.AbstractThrowableAssert<?, ?> assertRefused(SearchSpace reader) {
        return assertThatThrownBy(() -> TableFile.read(file, reader)).isInstanceOf(BadInputException.class);
    }
}
