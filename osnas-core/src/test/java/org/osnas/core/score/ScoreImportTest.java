package org.osnas.core.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.osnas.api.cost.CostModel;
import org.osnas.api.space.Architecture;
import org.osnas.api.space.SearchSpace;
import org.osnas.api.space.Shape;
import org.osnas.api.spi.BadInputException;
import org.osnas.api.spi.Settings;
import org.osnas.core.score.ScoreImport.Columns;
import org.osnas.spaces.NasBenchMacro;

class ScoreImportTest {

    /** Two entries of data/nas-bench-macro_cifar10.json of github.com/xiusu/NAS-Bench-Macro (Apache-2.0, © 2021 Xiu Su). */
    private static final String PUBLISHED =
            """
            {"02012100": {"test_acc": [89.47000122070312, 88.94999694824219, 89.16999816894531],
                          "mean_acc": 89.19666544596355, "params": 890666, "flops": 47327744},
             "22212220": {"test_acc": [93.27999877929688, 93.32999420166016, 92.7699966430664],
                          "mean_acc": 93.12666320800781, "params": 1985514, "flops": 85164544}}
            """;

    private static final Architecture FIRST = Architecture.of(0, 2, 0, 1, 2, 1, 0, 0);
    private static final Architecture BEST = Architecture.of(2, 2, 2, 1, 2, 2, 2, 0);

    @TempDir
    Path folder;

    private final SearchSpace space =
            new NasBenchMacro().create(new Shape(32, 32, 3), Settings.empty()).classifier(10);

    private Path file(String name, String text) {
        try {
            return Files.writeString(folder.resolve(name), text);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private ScoreTable read(String name, String text, String... columns) {
        return ScoreImport.read(file(name, text), space, Columns.parse(List.of(columns), true));
    }

    @Test
    void aPublishedJsonBecomesATableOfItsThreeTrainings() throws IOException {
        ScoreTable table = read("macro.json", PUBLISHED, "score=test_acc", "params=params", "macs=flops");

        assertThat(table.architectures()).containsExactly(FIRST, BEST);
        assertThat(table.seeds()).isEqualTo(3);
        assertThat(table.hasTests()).isFalse();
        assertThat(table.score(FIRST, 1)).isEqualTo(88.94999694824219 / 100);
        assertThat(table.meanScore(BEST)).isCloseTo(0.9312666320800781, within(1e-12));
        assertThat(table.rows().iterator().next().costs()).isEqualTo(Map.of("params", 890666.0, "macs", 47327744.0));
        assertThat(table.about())
                .containsEntry("osnas", "score table imported from macro.json")
                .containsEntry("columns", "score=test_acc params=params macs=flops (scores in percent)")
                .containsEntry(ScoreTable.FINGERPRINT, space.fingerprint());

        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(PUBLISHED.getBytes(StandardCharsets.UTF_8));
        }
        Path gz = Files.write(folder.resolve("macro.json.gz"), packed.toByteArray());
        Columns columns = Columns.parse(List.of("score=test_acc", "params=params", "macs=flops"), true);
        assertThat(ScoreImport.read(gz, space, columns).rows()).containsExactlyElementsOf(table.rows());
    }

    @Test
    void columnsOfCsvAreMappedByName() {
        ScoreTable table = read(
                "macro.csv",
                """
                # of others
                name,first,second,on test,flops
                "0,2,0,1,2,1,0,0",89,88,87,47327744
                22212220,93,,92,85164544
                skip k3e3_relu skip skip skip skip skip skip,80,81,82,%s
                """
                        .formatted(
                                CostModel.analytic(space).table("macs").cost(Architecture.of(0, 1, 0, 0, 0, 0, 0, 0))),
                "architecture=name",
                "score=first",
                "score=second",
                "test=on test",
                "macs=flops");

        assertThat(table.architectures()).containsExactly(FIRST, BEST, Architecture.of(0, 1, 0, 0, 0, 0, 0, 0));
        assertThat(table.seeds()).isEqualTo(2);
        assertThat(table.score(BEST, 0)).isEqualTo(0.93);
        assertThat(table.score(BEST, 1)).isNaN();
        assertThat(table.meanTest(FIRST)).isEqualTo(0.87);
    }

    @Test
    void aListOfEntriesNamesItsArchitecturesAndMayBeNested() {
        ScoreTable table = read(
                "list.json",
                """
                [{"choices": [0, 2, 0, 1, 2, 1, 0, 0], "cifar10": {"valid": 70, "test": [71, null]}},
                 {"choices": "|skip~0|+|skip~0|skip~1|+|skip|skip|skip|k3e3_relu|k5e6_relu|",
                  "cifar10": {"valid": 60, "test": [61, 62]}}]
                """,
                "architecture=choices",
                "score=cifar10.valid",
                "test=cifar10.test");

        Architecture named = Architecture.of(0, 0, 0, 0, 0, 0, 1, 2);
        assertThat(table.architectures()).containsExactly(FIRST, named);
        assertThat(table.score(named, 0)).isEqualTo(0.6);
        assertThat(table.meanTest(FIRST)).isEqualTo(0.71);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "architecture,acc|22212220,93|score=accuracy|t.csv line 2: there is no column 'accuracy'. There are: architecture, acc",
                "architecture,acc|2221222,93|score=acc|t.csv line 2: '2221222' is not an architecture of space nas-bench-macro",
                "architecture,acc|22212223,93|score=acc|t.csv line 2: Architecture 2,2,2,1,2,2,2,3 chooses 3 in layer 7",
                "architecture,acc|a b c d e f g h,93|score=acc|layer 0 of space nas-bench-macro has no 'a'. It has skip, k3e3",
                "architecture,acc|22212220,high|score=acc|t.csv line 2: 'acc' is 'high', not a number",
                "architecture,acc|22212220,NaN|score=acc|t.csv line 2: 'acc' is 'NaN', not a finite number",
                "architecture,acc|2,2,2,1,2,2,2,0,93|score=acc|t.csv line 2 has 9 cells, the first line 2",
                "arch,acc|22212220,93|score=acc|there is no column 'architecture'. There are: arch, acc",
                "architecture,acc,macs|22212220,93,85164545|score=acc macs=macs|The table is of another space or input",
                "architecture,acc,macs|22212220,93,|score=acc macs=macs|'macs' must be one number, the macs of the architecture",
                "architecture,acc||score=acc|t.csv has no architectures",
            })
    void whatIsWrongIsNamed(String header, String line, String columns, String message) {
        assertThatThrownBy(() -> read("t.csv", header + "\n" + (line == null ? "" : line), columns.split(" ")))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining(message);
    }

    @Test
    void wrongJsonIsNamed() {
        assertThatThrownBy(() -> read("t.json", PUBLISHED, "score=acc"))
                .hasMessageContaining(
                        "t.json entry 02012100: there is no 'acc'. There are: test_acc, mean_acc, params, flops");
        assertThatThrownBy(() -> read("t.json", "{\"0\": 1, \"0\": 2}", "score=acc"))
                .hasMessageContaining("is not JSON");
        assertThatThrownBy(() -> read("t.json", "3", "score=acc")).hasMessageContaining("must be a JSON object");
        assertThatThrownBy(() -> read("t.json", "[{\"acc\": 3}]", "score=acc"))
                .hasMessageContaining("there is no 'architecture'");
        assertThatThrownBy(() -> read("t.json", PUBLISHED, "score=test_acc", "test=mean_acc", "macs=test_acc"))
                .hasMessageContaining("'test_acc' must be one number");
    }

    @ParameterizedTest
    @ValueSource(strings = {"scores.pkl", "NAS-Bench-201-v1_1.pth", "bench.pickle", "meta.pt"})
    void picklesAreRefusedWithTheWayRound(String name) {
        assertThatThrownBy(() -> read(name, "anything", "score=acc"))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining(name + " is a pickle")
                .hasMessageContaining("runs the code that its author put there")
                .hasMessageContaining("Load it in Python, if you trust it, and write what it says as JSON");
    }

    @Test
    void aPickleIsKnownByItsBytesToo() throws IOException {
        Columns columns = Columns.parse(List.of("score=acc"), false);
        for (byte[] bytes : List.of(new byte[] {(byte) 0x80, 4, (byte) 0x95, 0}, new byte[] {'P', 'K', 3, 4})) {
            Path disguised = Files.write(folder.resolve("scores.json"), bytes);
            assertThatThrownBy(() -> ScoreImport.read(disguised, space, columns))
                    .isInstanceOf(BadInputException.class)
                    .hasMessageContaining("scores.json is a pickle");
        }
    }

    @Test
    void mappingsAreChecked() {
        assertThatThrownBy(() -> Columns.parse(List.of("macs=flops"), false))
                .hasMessageContaining("Say which column holds the scores");
        assertThatThrownBy(() -> Columns.parse(List.of("score"), false))
                .hasMessageContaining("'score' is not KEY=NAME");
        assertThatThrownBy(() -> Columns.parse(List.of("score=a", "macs=b", "macs=c"), false))
                .hasMessageContaining("macs is given twice");
    }
}
