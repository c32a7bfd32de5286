package org.osnas.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.osnas.cli.CommandRun.osnas;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The main agent finds embeddings without a line of its own for verification. */
class VerificationRunTest {

    private static final String CONFIG =
            """
            seed: 2
            space: mbconv-micro
            task: %s
            data: {name: fashion-mnist-identities, batch: 16, settings: {limit: 200, test-limit: 100}}
            supernet: {strategy: %s, steps: 6, recalibration-batches: 1, held-out: 0.2}
            search: {strategy: random, trials: 3, batch: 2}
            retrain: {steps: 4}
            checkpoint: {every-steps: 2}
            """;

    private static final String TASK = "{name: verification, settings: {size: 8, pairs: 100}}";

    @TempDir
    Path directory;

    private Path config(String task, String strategy) throws IOException {
        return Files.writeString(directory.resolve(strategy + ".yaml"), CONFIG.formatted(task, strategy));
    }

    @Test
    void aRunThatIsStoppedEndsWithTheSameBits() throws IOException {
        Path config = config(TASK, "uniform");
        Path whole = directory.resolve("whole");
        CommandRun run = osnas("search", "-c", config.toString(), "-o", whole.toString());
        assertThat(run.status()).as(run.err()).isZero();
        assertThat(Files.readString(whole.resolve("config.yaml"))).contains("arcface");

        InterruptedRun.requireTheSame(config, whole, directory.resolve("stopped"), "network.fb");
    }

    @Test
    void mixturesLearnFromHeldOutImages() throws IOException {
        CommandRun run = osnas(
                "search",
                "-c",
                config(TASK, "differentiable").toString(),
                "-o",
                directory.resolve("learnt").toString());
        assertThat(run.status()).as(run.err()).isZero();
    }

    /** Smaller networks learn from the largest which images of a batch are alike. */
    @Test
    void sandwichesDistilEmbeddings() throws IOException {
        Path folder = directory.resolve("distilled");
        CommandRun run = osnas(
                "search",
                "-c",
                config(TASK, "sandwich").toString(),
                "-o",
                folder.toString(),
                "--set",
                "supernet.strategy={name: sandwich, settings: {random: 1, distillation: alpha}}");
        assertThat(run.status()).as(run.err()).isZero();
        assertThat(Files.readString(folder.resolve("exhibits.json")))
                .contains("ROC")
                .contains("least alike");
    }

    /** Class vectors are saved with the weights, and cost nothing. */
    @Test
    void classVectorsAreInCheckpointsAlone() throws IOException {
        Path config = config(TASK, "fair");
        Path with = directory.resolve("with");
        assertThat(osnas("search", "-c", config.toString(), "-o", with.toString())
                        .status())
                .isZero();
        Path without = directory.resolve("without");
        CommandRun run =
                osnas("search", "-c", config.toString(), "-o", without.toString(), "--set", "task.criterion=triplet");
        assertThat(run.status()).as(run.err()).isZero();
        long vectors = 8 * 20 * Float.BYTES;
        assertThat(Files.size(with.resolve("checkpoint/supernet.osnas")))
                .isGreaterThan(Files.size(without.resolve("checkpoint/supernet.osnas")) + vectors);
        assertThat(new ObjectMapper()
                        .readTree(with.resolve("table-params.json").toFile())
                        .path("base"))
                .isEqualTo(new ObjectMapper()
                        .readTree(without.resolve("table-params.json").toFile())
                        .path("base"));
    }

    @Test
    void whatTheTaskCannotDoIsRefusedWithTheReason() throws IOException {
        String early = config("verification", "uniform").toString();
        CommandRun run =
                osnas("search", "-c", early, "--set", "search.early-stop={}", "-o", "" + directory.resolve("e"));
        assertThat(run.status()).isEqualTo(2);
        assertThat(run.err()).contains("Early stop needs a task whose score is the mean");
        run = osnas("search", "-c", early, "--set", "task=image-classification", "-o", "" + directory.resolve("i"));
        assertThat(run.status()).isEqualTo(2);
        assertThat(run.err()).contains("Classification needs the same classes in training and test");
        run = osnas("search", "-c", early, "--set", "data=fashion-mnist-subset", "-o", "" + directory.resolve("d"));
        assertThat(run.status()).isEqualTo(2);
        assertThat(run.err()).contains("Verification needs identities").contains("CLASS");
        assertThat(List.of("e", "i", "d")).noneMatch(name -> Files.exists(directory.resolve(name)));
    }
}
