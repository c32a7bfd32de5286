package org.osnas.core.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osnas.api.space.Architecture;
import org.osnas.api.spi.BadInputException;
import org.osnas.core.internal.file.JsonLines;

class ScratchLogTest {

    private static final String SETTINGS = "retrain:\n  steps: 5\n";
    private static final ScratchLog.Entry GOOD =
            new ScratchLog.Entry(Architecture.of(0, 1), 7, 0.1 + 0.2, Math.nextUp(0.5), 1.5);
    private static final ScratchLog.Entry FAILED =
            new ScratchLog.Entry(Architecture.of(1, 1), 7, Double.NaN, Double.NaN, 1);

    @TempDir
    Path directory;

    @Test
    void comesBackToTheLastBitWithoutALineThatWasCutOff() throws IOException {
        ScratchLog log = ScratchLog.open(JsonLines.open(file(), "Delete the file to train again."), SETTINGS);
        log.append(GOOD);
        log.append(FAILED);
        Files.writeString(file(), "{\"architecture\":[1,", StandardOpenOption.APPEND);

        ScratchLog again = ScratchLog.open(JsonLines.open(file(), "Delete the file to train again."), SETTINGS);

        assertThat(again.entries()).containsExactly(GOOD, FAILED);
        assertThat(again.find(Architecture.of(0, 1), 7)).contains(GOOD);
        assertThat(again.find(Architecture.of(0, 1), 8)).isEmpty();
    }

    @Test
    void otherSettingsAndDamageAreRefused() throws IOException {
        ScratchLog.open(JsonLines.open(file(), "Delete the file to train again."), SETTINGS)
                .append(GOOD);

        assertThatThrownBy(() -> ScratchLog.open(
                        JsonLines.open(file(), "Delete the file to train again."), "retrain:\n  steps: 6\n"))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("was begun with 'steps: 5', but the trainings now have 'steps: 6'");
        Files.writeString(file(), "{\"architecture\":3}\n", StandardOpenOption.APPEND);
        assertThatThrownBy(() -> ScratchLog.open(JsonLines.open(file(), "Delete the file to train again."), SETTINGS))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("Line 3 of ");
    }

    @Test
    void aLogOfAnOlderVersionThatQuotedWordsGoesOn() throws IOException {
        ScratchLog.open(JsonLines.open(file(), "Delete the file."), "data:\n  name: \"idx\"\n")
                .append(GOOD);

        assertThat(ScratchLog.open(JsonLines.open(file(), "Delete the file."), "data:\n  name: idx\n")
                        .entries())
                .containsExactly(GOOD);
    }

    private Path file() {
        return directory.resolve("scratch.jsonl");
    }
}
