package org.osnas.strategies.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.osnas.api.space.Architecture;
import org.osnas.api.spi.BadInputException;

class ScoreTableTest {

    private static final List<String> LINES = List.of(
            "architecture,score.1,score.2,macs,params",
            "\"0,2,1\",0.5,0.75,1200,3e3",
            "",
            "\"0, 2, 2\", 0.25,,1300,4000",
            "\"1,0,0\",,,1400,5000");

    @Test
    void readsScoresBySeedAndCosts(@TempDir Path folder) throws IOException {
        Path file = Files.write(folder.resolve("scores.csv"), LINES);
        ScoreTable table = ScoreTable.read(file);
        Architecture first = Architecture.of(0, 2, 1);
        assertThat(table.architectures()).containsExactly(first, Architecture.of(0, 2, 2), Architecture.of(1, 0, 0));
        assertThat(table.seeds()).isEqualTo(2);
        assertThat(table.score(first, 1)).isEqualTo(0.75);
        assertThat(table.applyAsDouble(first)).isEqualTo(0.625);
        assertThat(table.costs(first)).isEqualTo(Map.of("macs", 1200.0, "params", 3000.0));
    }

    @Test
    void emptyScoresAreFailedTrainings() {
        ScoreTable table = ScoreTable.parse("test", LINES);
        assertThat(table.score(Architecture.of(0, 2, 2), 1)).isNaN();
        assertThat(table.applyAsDouble(Architecture.of(0, 2, 2))).isEqualTo(0.25);
        assertThat(table.applyAsDouble(Architecture.of(1, 0, 0))).isNaN();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "arch,score          | '\"0,1\",1'        | columns",
                "architecture,macs   | '\"0,1\",1'        | columns",
                "architecture,score  | 0,1,1              | line 2 has 3 cells",
                "architecture,score  | '\"0,1\",high'     | line 2: 'high'",
                "architecture,score  | '\"0,1\" x,1'      | line 2 cannot be read",
                "architecture,score  | '\"0,x\",1'        | 0,x",
                "architecture,score,macs | '\"0,1\",1,'   | line 2: ''",
                "architecture,score,score | '\"0,1\",1,1' | name of its own",
                "architecture,score  | ''                 | no architectures",
            })
    void wrongFilesAreRefused(String header, String line, String message) {
        assertThatThrownBy(() -> ScoreTable.parse("scores.csv", List.of(header, line)))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining(message);
    }

    @Test
    void missingFilesRepeatsAndUnknownArchitecturesAreRefused(@TempDir Path folder) {
        assertThatThrownBy(() -> ScoreTable.read(folder.resolve("none.csv")))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("none.csv");
        assertThatThrownBy(() -> ScoreTable.parse("t", List.of("architecture,score", "\"0\",1", "\"0\",2")))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("line 3 repeats");
        assertThatThrownBy(() -> ScoreTable.parse("t", LINES).applyAsDouble(Architecture.of(9, 9, 9)))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("9,9,9");
        assertThatThrownBy(() -> ScoreTable.parse("t", LINES).score(Architecture.of(0, 2, 1), 2))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("0..1");
    }
}
