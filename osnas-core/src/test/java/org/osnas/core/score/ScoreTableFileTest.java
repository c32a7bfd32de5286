package org.osnas.core.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.osnas.api.cost.CostModel;
import org.osnas.api.score.Score;
import org.osnas.api.space.Architecture;
import org.osnas.api.space.SearchSpace;
import org.osnas.api.space.Shape;
import org.osnas.api.spi.BadInputException;
import org.osnas.spaces.MbconvMicro;

class ScoreTableFileTest {

    private static final String TEXT =
            """
            # space: toy
            # a remark
            architecture,score.1,score.2,test.1,test.2,macs,params
            "0,2,1",0.5,0.75,0.25,0.5,1200,3e3

            "0, 2, 2", 0.25,,0.125,,1300,4000
            "1,0,0",,,,,1400,5000
            """;
    private static final Architecture FIRST = Architecture.of(0, 2, 1);

    @Test
    void readsScoresBySeedAndCosts() {
        ScoreTable table = ScoreTableFile.parse("test", TEXT);

        assertThat(table.architectures()).containsExactly(FIRST, Architecture.of(0, 2, 2), Architecture.of(1, 0, 0));
        assertThat(table.seeds()).isEqualTo(2);
        assertThat(table.score(FIRST, 1)).isEqualTo(0.75);
        assertThat(table.meanScore(FIRST)).isEqualTo(0.625);
        assertThat(table.meanTest(FIRST)).isEqualTo(0.375);
        assertThat(table.rows().iterator().next().costs()).isEqualTo(Map.of("macs", 1200.0, "params", 3000.0));
        assertThat(table.about()).isEqualTo(Map.of("space", "toy"));
        assertThat(table.scorer(1).score(List.of(Architecture.of(0, 2, 2), FIRST)))
                .extracting(Score::value)
                .containsExactly(Double.NaN, 0.75);
    }

    @Test
    void emptyScoresAreFailedTrainings() {
        ScoreTable table = ScoreTableFile.parse("test", TEXT);

        assertThat(table.score(Architecture.of(0, 2, 2), 1)).isNaN();
        assertThat(table.meanScore(Architecture.of(0, 2, 2))).isEqualTo(0.25);
        assertThat(table.meanScore(Architecture.of(1, 0, 0))).isNaN();
        assertThat(table.meanTest(Architecture.of(1, 0, 0))).isNaN();
    }

    @Test
    void aWrittenTableIsReadBackToTheLastBit(@TempDir Path folder) throws IOException {
        ScoreTable table = ScoreTableFile.parse("test", TEXT.replace("0.75", "" + (0.1 + 0.2)));

        ScoreTableFile.write(folder.resolve("a/scores.csv"), table);
        ScoreTable again = ScoreTableFile.read(folder.resolve("a/scores.csv"));

        assertThat(again.rows()).containsExactlyElementsOf(table.rows());
        assertThat(again.about()).isEqualTo(table.about());
        assertThat(again.score(FIRST, 1)).isEqualTo(0.1 + 0.2);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "arch,score          | '\"0,1\",1'        | has the columns",
                "architecture,macs   | '\"0,1\",1'        | has the columns",
                "architecture,score  | 0,1,1              | line 2 has 3 cells",
                "architecture,score  | '\"0,1\",high'     | line 2: 'score' is 'high', not a number",
                "architecture,score  | '\"0,1\",NaN'      | line 2: 'score' is 'NaN', not a finite number",
                "architecture,score  | '\"0,1\" x,1'      | quotes do not match",
                "architecture,score  | '\"0,x\",1'        | line 2: '0,x' is not an architecture",
                "architecture,score,macs | '\"0,1\",1,'   | line 2: 'macs' is empty",
                "architecture,score,score | '\"0,1\",1,1' | two columns called 'score'",
                "architecture,score  | ''                 | has no architectures",
                "'#'                 | ''                 | is empty",
            })
    void wrongFilesAreRefused(String header, String line, String message) {
        assertThatThrownBy(() -> ScoreTableFile.parse("scores.csv", header + "\n" + line))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("scores.csv")
                .hasMessageContaining(message);
    }

    @Test
    void missingFilesRepeatsAndUnknownArchitecturesAreRefused(@TempDir Path folder) {
        assertThatThrownBy(() -> ScoreTableFile.read(folder.resolve("none.csv")))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("none.csv does not exist");
        assertThatThrownBy(() -> ScoreTableFile.parse("t", "architecture,score\n\"0\",1\n\"0\",2"))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("repeats architecture 0");
        ScoreTable table = ScoreTableFile.parse("t", TEXT);
        assertThatThrownBy(() -> table.meanScore(Architecture.of(9, 9, 9)))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("9,9,9");
        assertThatThrownBy(() -> table.score(FIRST, 2)).hasMessageContaining("0..1");
    }

    @Test
    void aTableOfAnotherSpaceOrInputIsRefused() {
        SearchSpace space = new MbconvMicro()
                .create(new Shape(28, 28, 1), org.osnas.api.spi.Settings.of("s", Map.of()))
                .classifier(10);
        Architecture one = Architecture.of(0, 1, 2, 0, 1);
        double macs = CostModel.analytic(space).table("macs").cost(one);
        String header = "architecture,score,macs\n\"0,1,2,0,1\",0.5,";

        ScoreTableFile.parse("t", header + macs).requireFor(space);
        ScoreTableFile.parse("t", "# fingerprint: " + space.fingerprint() + "\n" + header + macs)
                .requireFor(space);

        assertThatThrownBy(() -> ScoreTableFile.parse("t", header + (macs + 1)).requireFor(space))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("The table is of another space or input");
        assertThatThrownBy(() -> ScoreTableFile.parse("t", "# fingerprint: abc\n" + header + macs)
                        .requireFor(space))
                .hasMessageContaining("(fingerprint abc), but it is read for space mbconv-micro");
        assertThatThrownBy(() -> ScoreTableFile.parse("t", "architecture,score\n\"0,1\",0.5")
                        .requireFor(space))
                .hasMessageContaining("t: ")
                .hasMessageContaining("has 2 choices");
    }
}
