package org.osnas.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.osnas.cli.CommandRun.osnas;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.osnas.api.search.Trial;
import org.osnas.core.agent.Search;
import org.osnas.core.run.TrialLog;

/** Whole runs with and without early stop of hopeless architectures, on 60 validation images in batches of 10. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EarlyStopTest {

    private static final int KEEP = 4;

    @TempDir
    static Path directory;

    private Path data;
    private List<Trial> whole;
    private Path stopping;

    @BeforeAll
    void searchTwice() throws IOException {
        data = IdxFiles.write(directory.resolve("data"));
        whole = trials(search(config("whole", "evolution", ""), "whole").path());
        Finished run = search(config("stopping", "evolution", certain()), "stopping");
        stopping = run.path();
        assertThat(run.out()).containsPattern("early stop +\\d+ of 24 architectures, which saved \\d+ %");
    }

    /** Evolution breeds from its two best only, so it sees no difference either. */
    @Test
    void withFullConfidenceTheBestAreTheSame() throws IOException {
        List<Trial> trials = trials(stopping);

        assertThat(trials)
                .extracting(Trial::architecture)
                .isEqualTo(whole.stream().map(Trial::architecture).toList());
        assertThat(Search.ranked(trials).subList(0, KEEP))
                .isEqualTo(Search.ranked(whole).subList(0, KEEP));
        for (Trial trial : trials) {
            Trial full = whole.get((int) trial.index());
            assertThat(trial.complete() ? trial.score() : full.score()).isEqualTo(full.score());
        }
    }

    @Test
    void theResultSaysWhatWasSavedAndIsTheSameOtherwise() throws IOException {
        List<Trial> stopped =
                trials(stopping).stream().filter(trial -> !trial.complete()).toList();
        JsonNode result = result(stopping);
        JsonNode early = result.path("early_stop");

        assertThat(stopped).isNotEmpty();
        assertThat(early.path("stopped").asInt()).isEqualTo(stopped.size());
        assertThat(early.path("trials").asInt()).isEqualTo(24);
        double saved = stopped.stream()
                .mapToDouble(t -> 1 - t.partial().orElseThrow().done() / 60.0)
                .sum();
        assertThat(early.path("saved").asDouble()).isEqualTo(saved / 24).isPositive();
        assertThat(result.path("top"))
                .isEqualTo(result(directory.resolve("whole")).path("top"));
        assertThat(result(directory.resolve("whole")).has("early_stop")).isFalse();
        assertThat(Files.readString(stopping.resolve("report.html")))
                .contains(
                        "%,d more stopped early".formatted(stopped.size()),
                        "scored %d arch".formatted(24 - stopped.size()));
    }

    /** The log ends within a batch: trials before the cut are not known to those behind it. */
    @Test
    void aSearchThatIsCutWithinABatchAndStoppedAgainEndsWithTheSameBits() throws IOException {
        Path config = config("cut", "evolution", certain());
        Path path = search(config, "cut").path();
        Files.delete(path.resolve("result.json"));
        List<String> lines = Files.readAllLines(path.resolve("trials.jsonl"));
        Files.writeString(path.resolve("trials.jsonl"), String.join("\n", lines.subList(0, 9)) + "\n");

        int stops = 0;
        while (!InterruptedRun.advance(config, path)) {
            stops++;
            assertThat(stops).isLessThan(10);
        }
        assertThat(stops).as("once after each batch of proposals").isEqualTo(3);
        assertThat(trials(path)).isEqualTo(trials(stopping));
    }

    private static String certain() {
        return "early-stop: {keep: %d, confidence: 1}".formatted(KEEP);
    }

    private Path config(String name, String strategy, String early) throws IOException {
        return Files.writeString(
                directory.resolve(name + ".yaml"),
                """
                seed: 5
                space: mbconv-micro
                data: {name: idx, batch: 10, settings: {directory: %s, validation: 60}}
                supernet: {steps: 150, recalibration-batches: 2}
                search:
                  strategy: {name: %s, settings: {population: 8, parents: 2}}
                  trials: 24
                  batch: 6
                  top: 3
                  %s
                retrain: {steps: 2}
                """
                        .formatted(data, strategy, early));
    }

    private record Finished(Path path, String out) {}

    private static Finished search(Path config, String name) {
        Path path = directory.resolve(name);
        CommandRun command = osnas("search", "-c", config.toString(), "-o", path.toString());
        assertThat(command.status()).as(command.err()).isZero();
        return new Finished(path, command.out());
    }

    private static List<Trial> trials(Path run) throws IOException {
        List<Trial> trials = new ArrayList<>();
        TrialLog.open(run.resolve("trials.jsonl")).entries().forEach(entry -> trials.add(entry.trial()));
        return trials;
    }

    private static JsonNode result(Path run) throws IOException {
        return new ObjectMapper().readTree(run.resolve("result.json").toFile());
    }
}
