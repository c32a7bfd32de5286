package org.osnas.core.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osnas.api.search.Trial;
import org.osnas.api.space.Architecture;
import org.osnas.api.spi.BadInputException;
import org.osnas.core.file.DamagedException;
import org.osnas.core.internal.file.JsonLines;

class TrialLogTest {

    @TempDir
    Path directory;

    @Test
    void scoresComeBackToTheLastBit() throws IOException {
        List<TrialLog.Entry> written = List.of(entry(0, 0.1 + 0.2), entry(1, Double.NaN), entry(2, Math.nextUp(1.0)));
        TrialLog log = TrialLog.open(file());
        log.append(written.subList(0, 1));
        log.append(written.subList(1, 3));

        assertThat(TrialLog.open(file()).entries()).isEqualTo(written).isEqualTo(log.entries());
        assertThat(Files.readString(file()).lines())
                .hasSize(3)
                .first()
                .asString()
                .startsWith(
                        "{\"index\":0,\"architecture\":[0,1],\"score\":0.30000000000000004,\"cost\":{\"latency\":0.5,"
                                + "\"macs\":12345678901},\"seconds\":0.25,\"crc\":\"");
    }

    @Test
    void aTrialThatStoppedEarlySaysHowFarItCame() throws IOException {
        Trial part = new Trial(0, Architecture.of(3), 0.25, Map.of(), Optional.of(Trial.Partial.ofExamples(64, 500)));
        TrialLog.open(file()).append(List.of(new TrialLog.Entry(part, 0.5)));

        assertThat(TrialLog.open(file()).entries().get(0).trial()).isEqualTo(part);
        assertThat(Files.readString(file())).contains("\"stopped\":{\"examples\":64,\"of\":500}");
    }

    @Test
    void aPartThatIsMoreThanAllIsRefused() throws IOException {
        ObjectNode node = JsonNodeFactory.instance.objectNode().put("index", 0);
        node.putArray("architecture").add(3);
        node.putObject("stopped").put("examples", 501).put("of", 500);
        JsonLines.open(file(), "").append(List.of(node));

        assertThatThrownBy(() -> TrialLog.open(file()))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("Line 1 of " + file())
                .hasMessageContaining("a part of 500 examples must have at least 1 and fewer than all, got 501");
    }

    @Test
    void aLastLineThatACrashCutOffIsDropped() throws IOException {
        TrialLog log = TrialLog.open(file());
        log.append(List.of(entry(0, 0.5), entry(1, 0.6)));
        Files.writeString(file(), "{\"index\":2,\"archit", StandardOpenOption.APPEND);

        TrialLog again = TrialLog.open(file());
        again.append(List.of(entry(2, 0.7)));

        assertThat(TrialLog.open(file()).entries())
                .extracting(e -> e.trial().score())
                .containsExactly(0.5, 0.6, 0.7);
    }

    @Test
    void aLineThatIsNotAsItWasWrittenIsAnError() throws IOException {
        TrialLog.open(file()).append(List.of(entry(0, 0.5), entry(1, 0.6)));
        Files.writeString(file(), Files.readString(file()).replace("0.6", "0.7"));

        assertThatThrownBy(() -> TrialLog.open(file()))
                .isInstanceOf(DamagedException.class)
                .hasMessage("Line 2 of " + file() + " is damaged: its checksum is not that of its content. "
                        + TrialLog.REMEDY);
    }

    @Test
    void aLineOfAnotherTrialIsAnError() throws IOException {
        TrialLog.open(file()).append(List.of(entry(0, 0.5), entry(1, 0.6), entry(2, 0.7)));
        List<String> lines = Files.readAllLines(file());
        Files.writeString(file(), lines.get(0) + "\n" + lines.get(2) + "\n");

        assertThatThrownBy(() -> TrialLog.open(file()))
                .isInstanceOf(DamagedException.class)
                .hasMessageContaining("Line 2 of " + file())
                .hasMessageContaining("the trial with index 1 belongs here");
    }

    @Test
    void indicesMustContinue() throws IOException {
        TrialLog log = TrialLog.open(file());

        assertThatThrownBy(() -> log.append(List.of(entry(1, 0.5)))).isInstanceOf(IllegalArgumentException.class);
    }

    private Path file() {
        return directory.resolve("trials.jsonl");
    }

    private static TrialLog.Entry entry(long index, double score) {
        Trial trial =
                new Trial(index, Architecture.of((int) index, 1), score, Map.of("macs", 12345678901.0, "latency", 0.5));
        return new TrialLog.Entry(trial, 0.25);
    }
}
