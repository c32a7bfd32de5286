package org.osnas.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.osnas.cli.CommandRun.osnas;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osnas.api.space.Architecture;
import org.osnas.api.space.SearchSpace;
import org.osnas.api.space.Shape;
import org.osnas.api.spi.Settings;
import org.osnas.spaces.Sgnas;

/** The whole pipeline on the space with 126 interchangeable choices, at a tenth of its width. */
class SgnasSearchTest {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    @Test
    void searchesAndEvaluatesAnArchitectureInAnyOrder(@TempDir Path directory) throws IOException {
        Path config = Files.writeString(
                directory.resolve("sgnas.yaml"),
                """
                seed: 3
                space: {name: sgnas, settings: {width: 0.1}}
                data: {name: idx, batch: 20, settings: {directory: %s, validation: 40}}
                supernet: {steps: 2, recalibration-batches: 1}
                search:
                  strategy: {name: evolution, settings: {population: 3, parents: 2}}
                  trials: 8
                  budget: {macs: [2.0e+5, 2.6e+5]}
                retrain: {steps: 1}
                """
                        .formatted(IdxFiles.write(directory.resolve("data"))));
        Path run = directory.resolve("run");

        CommandRun command = osnas("search", "-c", config.toString(), "-o", run.toString());

        assertThat(command.status()).as(command.err()).isZero();
        SearchSpace space =
                new Sgnas().create(new Shape(12, 12, 1), Settings.empty()).classifier(2);
        Set<Architecture> tried = new HashSet<>();
        for (String line : Files.readAllLines(run.resolve("trials.jsonl"))) {
            JsonNode trial = MAPPER.readTree(line);
            Architecture architecture =
                    Architecture.parse(trial.get("architecture").toString());
            assertThat(architecture).isEqualTo(space.canonical(architecture));
            assertThat(tried.add(architecture)).as("another network").isTrue();
            assertThat(trial.at("/cost/macs").doubleValue()).isBetween(2.0e5, 2.6e5);
        }
        assertThat(tried).hasSize(8);
        assertThat(run.resolve("network.fb")).exists();

        JsonNode result = MAPPER.readTree(run.resolve("result.json").toFile());
        int[] best = Architecture.parse(result.get("architecture").toString()).toArray();
        int[] shuffled = new int[best.length];
        for (int i = 0; i < best.length; i++) {
            shuffled[i] = best[i - i % 6 + 5 - i % 6];
        }
        CommandRun evaluated = osnas(
                "evaluate", run.toString(), "--arch", Architecture.of(shuffled).toString(), "--json");
        assertThat(evaluated.status()).as(evaluated.err()).isZero();
        assertThat(MAPPER.readTree(evaluated.out()).get("architecture")).isEqualTo(result.get("architecture"));
    }
}
