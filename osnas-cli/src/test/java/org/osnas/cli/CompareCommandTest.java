package org.osnas.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.osnas.cli.CommandRun.osnas;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompareCommandTest {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    @TempDir
    Path directory;

    @Test
    void ranksStrategiesOnATableAndGoesOnAfterAKill() throws IOException {
        String config = tableConfig(243);
        Path whole = directory.resolve("whole");

        CommandRun run = osnas("compare", "-c", config, "-o", whole.toString());

        assertThat(run.status()).as(run.err()).isZero();
        assertThat(run.err()).contains("Added the strategy 'random'");
        assertThat(run.out()).contains("| 1 | ").contains("| random ").contains("The optimum is 0.7000");
        assertThat(ImageIO.read(whole.resolve("curves.png").toFile()).getWidth())
                .isEqualTo(1000);
        assertThat(Files.readString(whole.resolve("report.md")))
                .isEqualTo(run.out().split("\nfolder: ")[0]);
        assertThat(Files.readAllLines(whole.resolve("standings.csv"))).hasSize(1 + 3);
        assertThat(Files.readAllLines(whole.resolve("pairs.csv"))).hasSize(1 + 3);
        assertThat(Files.readAllLines(whole.resolve("curves.csv"))).hasSize(1 + 3 * 15);

        assertThat(Files.readString(whole.resolve("compare.yaml")))
                .contains("population: 5", "parents: 2", "mutation: 0.1", "move: first");

        List<String> cells = Files.readAllLines(whole.resolve("cells.jsonl"));
        Files.writeString(whole.resolve("cells.jsonl"), String.join("\n", cells.subList(0, 5)) + "\n{\"str");
        CommandRun resumed = osnas("compare", "--resume", "-o", whole.toString(), "--json");
        assertThat(resumed.status()).as(resumed.err()).isZero();
        assertThat(Files.readAllLines(whole.resolve("cells.jsonl"))).isEqualTo(cells);
        JsonNode json = MAPPER.readTree(resumed.out());
        assertThat(json.get("optimum").doubleValue()).isEqualTo(0.7);
        assertThat(json.get("standings")).hasSize(3);
        assertThat(osnas("compare", "-c", config, "-o", whole.toString()).message())
                .contains("holds a comparison. Add --resume");
        assertThat(osnas("compare", "--resume", "-c", config, "-o", whole.toString(), "--set", "seeds=3")
                        .message())
                .contains("was begun with 'seeds: 4', but the configuration now says 'seeds: 3'");
    }

    @Test
    void ranksStrategiesOnOneSupernetAndMeasuresItsFidelity() throws IOException {
        Path data = IdxFiles.write(directory.resolve("data"));
        Path config = Files.writeString(
                directory.resolve("supernet.yaml"),
                """
                run:
                  data: {name: idx, batch: 20, settings: {directory: %s, validation: 40}}
                  supernet: {steps: 2, recalibration-batches: 1}
                  search: {budget: {macs: 2.5e+5}}
                  retrain: {steps: 2}
                evaluations: 4
                seeds: 2
                strategies: [random, local-search]
                """
                        .formatted(data));
        Path folder = directory.resolve("supernet");

        CommandRun run = osnas("compare", "-c", config.toString(), "-o", folder.toString());

        assertThat(run.status()).as(run.err()).isZero();
        assertThat(run.out())
                .contains("The supernet of mbconv-micro after 2 steps of uniform")
                .contains("The optimum is");
        Path checkpoint = folder.resolve("run/checkpoint/supernet.osnas");
        byte[] trained = Files.readAllBytes(checkpoint);

        CommandRun again = osnas("compare", "--resume", "-o", folder.toString());
        assertThat(again.out()).isEqualTo(run.out());

        // The same supernet, as a run folder.
        Path other = Files.writeString(
                directory.resolve("folder.yaml"),
                "{run: %s, evaluations: 4, seeds: 2, strategies: [random, local-search]}"
                        .formatted(folder.resolve("run")));
        CommandRun byFolder = osnas(
                "compare",
                "-c",
                other.toString(),
                "-o",
                directory.resolve("other").toString());
        assertThat(byFolder.out().split("\nfolder: ")[0]).isEqualTo(run.out().split("\nfolder: ")[0]);
        assertThat(checkpoint).hasBinaryContent(trained);

        String runFolder = folder.resolve("run").toString();
        CommandRun fidelity = osnas("fidelity", runFolder, "--architectures", "4", "--json");
        assertThat(fidelity.status()).as(fidelity.err()).isZero();
        JsonNode measured = MAPPER.readTree(fidelity.out());
        assertThat(measured.get("architectures").intValue()).isEqualTo(4);
        assertThat(measured.get("pairs")).hasSize(4);
        assertThat(measured.at("/kendall_tau_b/value").isNumber()).isTrue();
        assertThat(measured.at("/kendall_tau_b/low").isNull())
                .as("four architectures have no interval")
                .isTrue();
        assertThat(measured.has("tau_b_in_bands")).isTrue();
        assertThat(measured.has("tau_b_of_macs_in_bands")).isTrue();
        assertThat(Path.of(runFolder, "fidelity/fidelity.png")).isNotEmptyFile();
        assertThat(Files.readAllLines(Path.of(runFolder, "fidelity/fidelity.csv")))
                .hasSize(5);
        CommandRun more = osnas("fidelity", runFolder, "--architectures", "5");
        assertThat(more.err()).contains("5 trainings, 4 done before");
        assertThat(more.out()).contains("kendall_tau_b").contains("top1_regret").contains("too few for intervals");
    }

    @Test
    void wrongInputIsRefusedBeforeAnythingIsWritten() throws IOException {
        String config = tableConfig(243);
        assertRefused(2, "unknown search strategy 'evolutoin'. Known: ", config, "strategies=[evolutoin]");
        assertRefused(2, "Unknown key poplation", config, "strategies=[{name: evolution, settings: {poplation: 3}}]");
        assertRefused(2, "all strategies get the same trials", config, "strategies=[{name: evolution, trials: 3}]");
        assertRefused(
                2,
                "small: Search strategy 'evolution' would draw its population of 15 at random, and has 15 trials",
                config,
                "strategies=[{name: evolution, label: small, settings: {population: 15}}]");
        assertRefused(2, "missing.csv does not exist", config, "table=missing.csv");
        assertRefused(2, "has 5 choices", config, "space=fbnet-s");
        assertRefused(3, "budget", config, "budget.macs=10");
        assertRefused(2, "has 242 of the 243 architectures", tableConfig(242), "seeds=4");
        assertRefused(2, "Give a configuration with -c FILE", null, "seeds=4");
    }

    @Test
    void searchesForAFrontAreComparedByHypervolume() throws IOException {
        CommandRun run = osnas(
                "compare",
                "-c",
                tableConfig(243),
                "-o",
                directory.resolve("front").toString(),
                "--set",
                "objectives=[macs]",
                "--set",
                "strategies=[nsga2, evolution]");

        assertThat(run.status()).as(run.err()).isZero();
        assertThat(run.out())
                .contains("compared by the hypervolume of the score and macs")
                .doesNotContain("The optimum is");
        assertRefused(2, "energy", tableConfig(243), "objectives=[energy]");
    }

    private void assertRefused(int status, String message, String config, String override) {
        Path output = directory.resolve("refused");
        CommandRun run = config == null
                ? osnas("compare", "--set", override)
                : osnas("compare", "-c", config, "-o", output.toString(), "--set", override);
        assertThat(run.status()).as(run.err()).isEqualTo(status);
        assertThat(run.message()).contains(message).doesNotContain("\tat ");
        assertThat(run.out()).isEmpty();
        assertThat(output).doesNotExist();
    }

    private String tableConfig(int count) throws IOException {
        return Files.writeString(
                        directory.resolve("compare-" + count + ".yaml"),
                        """
                        table: %s
                        evaluations: 15
                        seeds: 4
                        strategies: [{name: evolution, settings: {population: 5}}, local-search]
                        """
                                .formatted(ScoreTables.write(directory, count)))
                .toString();
    }
}
