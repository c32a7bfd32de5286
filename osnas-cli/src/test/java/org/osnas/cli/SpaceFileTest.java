package org.osnas.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.osnas.cli.CommandRun.osnas;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file stands where the name of a space does. */
class SpaceFileTest {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    @TempDir
    Path folder;

    @Test
    void costOfTheExampleFile() throws IOException {
        // Relative to the working directory, which is that of this module.
        CommandRun run = osnas("cost", "--space", "../examples/my-space.yaml", "--arch", "0,3,1,3,2,1,3,3", "--json");

        assertThat(run.status()).as(run.err()).isZero();
        JsonNode json = MAPPER.readTree(run.out());
        assertThat(json.get("space").textValue()).isEqualTo("my-space");
        assertThat(json.get("input").toString()).isEqualTo("[32,32,3]");
        assertThat(json.get("size").textValue()).isEqualTo("65536");
        assertThat(json.get("architectures")).hasSize(1);
    }

    @Test
    void costIsWhatOneCountsByHand() throws IOException {
        CommandRun run = osnas("cost", "--space", write("candidates: [{block: conv, kernel: 3}]"), "--json");

        JsonNode min = MAPPER.readTree(run.out()).get("min");
        assertThat(min.get("conv_macs").longValue()).isEqualTo(16 * 16 * 9 * 3 * 8);
        assertThat(min.get("macs").longValue()).isEqualTo(16 * 16 * 9 * 3 * 8 + 8 * 10);
        assertThat(min.get("params").longValue()).isEqualTo(9 * 3 * 8 + 2 * 8 + 8 * 10 + 10);
    }

    @Test
    void settingsAndInputApplyToAFileToo() throws IOException {
        String file = write("candidates: [{block: conv, kernel: 3}]");
        CommandRun run =
                osnas("cost", "--space", file, "--input", "8x8x1", "--classes", "3", "--set", "width=2", "--json");

        assertThat(run.status()).as(run.err()).isZero();
        assertThat(MAPPER.readTree(run.out()).get("min").get("conv_macs").longValue())
                .isEqualTo(4 * 4 * 9 * 16);
    }

    @Test
    void mistakesInAFileAreBadInput() throws IOException {
        CommandRun missing = osnas("cost", "--space", "no-such-space.yaml");
        assertThat(missing.status()).isEqualTo(2);
        assertThat(missing.message())
                .isEqualTo("osnas: Space file " + Path.of("no-such-space.yaml").toAbsolutePath()
                        + " does not exist. A name without .yaml is that of a prebuilt space.");

        CommandRun wrong = osnas("cost", "--space", write("candidates: [{block: conv, kernl: 3}]"));
        assertThat(wrong.status()).isEqualTo(2);
        assertThat(wrong.message()).contains("tiny.yaml: candidates[0].kernel is missing");
    }

    @Test
    void aRunTrainsAndSearchesTheSpaceOfAFile() throws IOException {
        Path data = IdxFiles.write(folder.resolve("data"));
        String space = write("candidates: [{block: mobile, kernel: 3, expansion: 2, squeeze-excite: true,"
                + " activation: h-swish}, {block: fbnet, kernel: 3, expansion: 2, groups: 1}, skip]");
        Path config = Files.writeString(
                folder.resolve("run.yaml"),
                """
                seed: 3
                space: %s
                data: {name: idx, batch: 20, settings: {directory: %s, validation: 40}}
                supernet: {steps: 4, recalibration-batches: 1}
                search: {strategy: random, trials: 3, top: 1}
                retrain: {steps: 3}
                """
                        .formatted(space, data));
        Path result = folder.resolve("run");

        CommandRun run = osnas("search", "-c", config.toString(), "-o", result.toString());

        assertThat(run.status()).as(run.err()).isZero();
        assertThat(MAPPER.readTree(result.resolve("result.json").toFile())
                        .get("space")
                        .textValue())
                .isEqualTo("tiny");
    }

    private String write(String candidates) throws IOException {
        return Files.writeString(folder.resolve("tiny.yaml"), candidates + "\nlayers: [{width: 8, stride: 2}]\n")
                .toString();
    }
}
