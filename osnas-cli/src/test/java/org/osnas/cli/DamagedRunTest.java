package org.osnas.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.osnas.cli.CommandRun.osnas;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osnas.core.internal.file.CheckedText;

/** What becomes of a run whose files are damaged or lost: the same bits, or a refusal that names the file. */
class DamagedRunTest {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    @TempDir
    static Path directory;

    private static Path whole;

    @BeforeAll
    static void run() throws IOException {
        Path config = Files.writeString(
                directory.resolve("small.yaml"),
                """
                seed: 3
                data: {name: idx, batch: 20, settings: {directory: %s, validation: 40}}
                supernet: {steps: 6, recalibration-batches: 1}
                search: {strategy: random, trials: 3, budget: {macs: 2.5e+5}}
                retrain: {steps: 6}
                checkpoint: {every-steps: 4}
                """
                        .formatted(IdxFiles.write(directory.resolve("data"))));
        whole = directory.resolve("whole");
        CommandRun command = osnas("search", "-c", config.toString(), "-o", whole.toString());
        assertThat(command.status()).as(command.err()).isZero();
    }

    private static Path copy(String name) throws IOException {
        Path copy = directory.resolve(name);
        try (Stream<Path> files = Files.walk(whole)) {
            for (Path file : files.toList()) {
                Files.copy(file, copy.resolve(whole.relativize(file).toString()));
            }
        }
        return copy;
    }

    private static void assertResumesToTheSameBits(Path run) throws IOException {
        CommandRun command = osnas("search", "--resume", "-o", run.toString());
        assertThat(command.status()).as(command.err()).isZero();
        assertThat(result(run)).isEqualTo(result(whole));
        assertThat(run.resolve("network.fb")).hasSameBinaryContentAs(whole.resolve("network.fb"));
    }

    private static void assertRefused(Path run, String message) {
        CommandRun command = osnas("search", "--resume", "-o", run.toString());
        assertThat(command.status()).isEqualTo(2);
        assertThat(command.message()).contains(message).doesNotContain("\tat ");
    }

    private static JsonNode result(Path run) throws IOException {
        return ((ObjectNode) MAPPER.readTree(Files.readString(run.resolve("result.json"))))
                .without(List.of("seconds", "crc"));
    }

    @Test
    void theFolderOfCheckpointsIsMadeAgain() throws IOException {
        Path run = copy("removed");
        try (Stream<Path> files = Files.list(run.resolve("checkpoint"))) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(run.resolve("checkpoint"));

        assertResumesToTheSameBits(run);
        assertThat(run.resolve("checkpoint/supernet.osnas")).exists();
    }

    @Test
    void aDamagedCheckpointIsReplacedByTheOneBefore() throws IOException {
        Path run = copy("damaged");
        for (String name : names(run.resolve("checkpoint"))) {
            if (name.endsWith(".osnas")) {
                flip(run.resolve("checkpoint").resolve(name));
            }
        }

        assertResumesToTheSameBits(run);
    }

    @Test
    void twoDamagedCheckpointsAreRefused() throws IOException {
        Path run = copy("both");
        flip(run.resolve("checkpoint/supernet.osnas"));
        flip(run.resolve("checkpoint/supernet.osnas.before"));

        assertRefused(run, "supernet.osnas.before is damaged: its checksum is not the one that was written");
    }

    @Test
    void anEmptiedConfigurationIsRefusedAndNothingIsTrained() throws IOException {
        Path run = copy("emptied");
        Files.writeString(run.resolve("config.yaml"), "");
        byte[] before = Files.readAllBytes(run.resolve("checkpoint/supernet.osnas"));

        assertRefused(run, "config.yaml is damaged: it does not end with its checksum");
        assertThat(run.resolve("checkpoint/supernet.osnas")).hasBinaryContent(before);
    }

    @Test
    void aChangedTrialIsRefused() throws IOException {
        Path run = copy("trials");
        Path trials = run.resolve("trials.jsonl");
        Files.writeString(trials, Files.readString(trials).replaceFirst("\"score\":0", "\"score\":1"));

        assertRefused(run, "Line 1 of " + trials + " is damaged: its checksum is not that of its content");
    }

    @Test
    void costsInTheLogMustBeThoseOfTheTables() throws IOException {
        Path run = copy("costs");
        Path trials = run.resolve("trials.jsonl");
        List<String> lines = new ArrayList<>();
        for (String line : Files.readAllLines(trials)) {
            ObjectNode trial = (ObjectNode) CheckedText.json("", line, "");
            ((ObjectNode) trial.get("cost")).put("macs", 5);
            lines.add(CheckedText.line(trial));
        }
        Files.write(trials, lines);

        assertRefused(run, "Trial 0 of trials.jsonl has the costs {activation-memory=");
    }

    @Test
    void aLostLogOrResultIsMadeAgain() throws IOException {
        Path run = copy("lost");
        Files.delete(run.resolve("trials.jsonl"));
        Files.delete(run.resolve("result.json"));
        Files.delete(run.resolve("network.fb"));

        assertResumesToTheSameBits(run);
    }

    @Test
    void aFolderOfTheFirstFormatIsRefusedWithTheReason() throws IOException {
        Path run = copy("older");
        Path environment = run.resolve("environment.json");
        Files.writeString(
                environment,
                Files.readString(environment)
                        .replace("\"format\" : 2", "\"format\" : 1")
                        .replaceFirst(",\\s*\"crc\".*", ""));

        assertRefused(run, "reads format 2, whose files have checksums and say which run they belong to");
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }

    private static void flip(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2] ^= 1;
        Files.write(file, bytes);
    }
}
