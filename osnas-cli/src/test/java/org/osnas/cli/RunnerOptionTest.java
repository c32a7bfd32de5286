package org.osnas.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.osnas.cli.CommandRun.osnas;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osnas.engine.setup.ProcessSetup;

/** Commands whose jobs run in two processes write what they write alone, to the last bit. */
class RunnerOptionTest {

    private static final String PROCESSES = "{name: processes, settings: {jobs: 2}}";

    @TempDir
    Path directory;

    private String run;

    @BeforeEach
    void prepare() throws IOException {
        System.setProperty("osnas.threads", String.valueOf(ProcessSetup.apply().threads()));
        run =
                """
                seed: 4
                data: {name: idx, batch: 20, settings: {directory: %s, validation: 40}}
                supernet: {steps: 3, recalibration-batches: 1}
                search: {trials: 6, budget: {macs: 2.5e+5}, strategy: {name: evolution, settings: {population: 3}}}
                retrain: {steps: 2}
                """
                        .formatted(IdxFiles.write(directory.resolve("data")));
    }

    @AfterEach
    void clear() {
        System.clearProperty("osnas.threads");
    }

    private Path file(String name, String text) throws IOException {
        return Files.writeString(directory.resolve(name), text);
    }

    private Path done(String folder, String runner, Object... words) {
        Path output = directory.resolve(folder);
        String[] line = Stream.concat(
                        Stream.of(words).map(Object::toString), Stream.of("-o", output.toString(), "--runner", runner))
                .toArray(String[]::new);
        CommandRun command = osnas(line);
        assertThat(command.status()).as(command.err()).isZero();
        if (!runner.equals("local")) {
            assertThat(command.err()).contains("Jobs run in 2 processes");
        }
        return output;
    }

    /** But for times, and the checksums of lines that have some. */
    private static List<String> lines(Path folder, String name) throws IOException {
        return Files.readAllLines(folder.resolve(name)).stream()
                .filter(line -> !line.startsWith("# crc"))
                .map(line -> line.replaceAll(",?\"(seconds|crc)\" ?: ?(\"[0-9a-f]+\"|[0-9.E-]+)", ""))
                .toList();
    }

    private static void requireSame(Path here, Path there, String... names) throws IOException {
        for (String name : names) {
            assertThat(lines(there, name)).as(name).isEqualTo(lines(here, name)).isNotEmpty();
        }
        assertThat(there.resolve("early")).doesNotExist();
    }

    @Test
    void aSearchAndTheFidelityOfItsSupernet() throws IOException {
        Path config = file("run.yaml", run);
        Path here = done("here", "local", "search", "-c", config);
        Path there = done("there", PROCESSES, "search", "-c", config);
        requireSame(here, there, "trials.jsonl", "config.yaml");
        assertThat(there.resolve("network.fb")).hasSameBinaryContentAs(here.resolve("network.fb"));
        for (Path folder : List.of(here, there)) {
            String runner = folder.equals(here) ? "local" : PROCESSES;
            CommandRun fidelity = osnas("fidelity", folder.toString(), "--architectures", "3", "--runner", runner);
            assertThat(fidelity.status()).as(fidelity.err()).isZero();
        }
        requireSame(
                here,
                there,
                "fidelity/fidelity.csv",
                "fidelity/scratch-2.jsonl",
                "fidelity/supernet.jsonl",
                "fidelity/fidelity.json");
    }

    @Test
    void finalistsThatGoOnFromInheritedWeightsAndLearnFromATeacher() throws IOException {
        String finalists = "retrain: {from: inherited, steps: 2, finalists: 2, distil: {from: largest}}";
        Path config = file("run.yaml", run.replace("retrain: {steps: 2}", finalists));
        Path here = done("here", "local", "search", "-c", config);
        CommandRun command = osnas(
                "search",
                "-c",
                config.toString(),
                "-o",
                directory.resolve("there").toString(),
                "--runner",
                PROCESSES);
        assertThat(command.status()).as(command.err()).isZero();
        assertThat(command.err()).contains("2 networks", "2 of 2, 0 running");
        Path there = directory.resolve("there");
        requireSame(here, there, "trials.jsonl", "config.yaml");
        assertThat(there.resolve("network.fb")).hasSameBinaryContentAs(here.resolve("network.fb"));
        assertThat(withoutTimes(there)).isEqualTo(withoutTimes(here));
    }

    private static JsonNode withoutTimes(Path folder) throws IOException {
        ObjectNode result = (ObjectNode)
                new ObjectMapper().readTree(folder.resolve("result.json").toFile());
        assertThat(result.remove("seconds")).isNotNull();
        assertThat(result.remove("crc")).isNotNull();
        return result;
    }

    @Test
    void aComparisonOnASupernet() throws IOException {
        Path config = file(
                "compare.yaml",
                "evaluations: 4\nseeds: 2\nenumerate: 0\nstrategies: [local-search, architecture-generator]\nrun:\n"
                        + run.indent(2));
        Path here = done("here", "local", "compare", "-c", config);
        Path there = done("there", PROCESSES, "compare", "-c", config);
        requireSame(here, there, "cells.jsonl", "scores.jsonl", "standings.csv", "curves.csv", "compare.json");
    }

    @Test
    void aComparisonOfWaysToTrain() throws IOException {
        Path scores = directory.resolve("scores.csv");
        assertThat(osnas(
                                "table",
                                "scores",
                                "-c",
                                file("run.yaml", run).toString(),
                                "--architectures",
                                "3",
                                "-o",
                                scores.toString())
                        .status())
                .isZero();
        Path config = file(
                "trainings.yaml",
                "table: %s\npasses: 4\nseeds: 2\ntrainings: [uniform, fair]\nrun:\n".formatted(scores)
                        + run.replaceAll("steps: 3, ", "").indent(2));
        Path here = done("here", "local", "compare", "-c", config);
        Path there = done("there", PROCESSES, "compare", "-c", config);
        requireSame(here, there, "rankings.jsonl", "compare.yaml");
        assertThat(there.resolve("runs/uniform-2/checkpoint/supernet.osnas")).isNotEmptyFile();
    }

    @Test
    void sparkIsNotLoadedForOtherCommands() throws IOException {
        String config = file("run.yaml", run).toString();
        assertThat(osnas("submit", "--master", "local", "search", "-c", config).message())
                .contains("Spark is not loaded. Begin the command so: ", " submit --master URL COMMAND");
    }
}
