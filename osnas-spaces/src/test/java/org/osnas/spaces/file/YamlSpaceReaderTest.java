package org.osnas.spaces.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.osnas.api.space.Block;
import org.osnas.api.space.SearchSpace;
import org.osnas.api.space.Shape;
import org.osnas.api.space.SpaceProvider;
import org.osnas.api.spi.BadInputException;
import org.osnas.api.spi.Settings;
import org.osnas.spaces.FbnetS;
import org.osnas.spaces.Sgnas;

class YamlSpaceReaderTest {

    private static final String LAYERS = "layers: [{width: 8}]\n";
    private static final String CANDIDATES = "candidates: [skip]\n";

    private static SearchSpace space(String text) {
        SpaceProvider provider = YamlSpaceReader.parse("dir/tiny.yaml", text);
        return provider.create(provider.defaultInput(), Settings.empty()).classifier(provider.defaultClasses());
    }

    @Test
    void aFileDescribesAPrebuiltSpaceToTheLastWeight() {
        SearchSpace space = space(
                """
                name: fbnet-s
                input: 32x32x3
                classes: 100
                stem: [{block: conv, kernel: 3, width: 16, stride: 2}]
                candidates:
                  - {block: mobile, kernel: 3, expansion: 1}
                  - {block: mobile, kernel: 3, expansion: 1, groups: 2}
                  - {block: mobile, kernel: 3, expansion: 3}
                  - {block: mobile, kernel: 3, expansion: 6}
                  - {block: mobile, kernel: 5, expansion: 1}
                  - {block: mobile, kernel: 5, expansion: 1, groups: 2}
                  - {block: mobile, kernel: 5, expansion: 3}
                  - {block: mobile, kernel: 5, expansion: 6}
                  - skip
                layers: [{width: 16}, {count: 4, width: 24}, {count: 4, width: 32, stride: 2},
                         {count: 4, width: 64, stride: 2}, {count: 4, width: 112},
                         {count: 4, width: 184, stride: 2}, {width: 352}]
                tail: [{block: conv, kernel: 1, width: 1504}]
                """);
        SearchSpace prebuilt =
                new FbnetS().create(new Shape(32, 32, 3), Settings.empty()).classifier(100);
        assertThat(space.fingerprint()).isEqualTo(prebuilt.fingerprint());
    }

    @Test
    void everyBlockCanBeNamed() {
        SearchSpace space = space(
                """
                stem:
                  - {block: conv, kernel: 3, width: 16, stride: 2, groups: 1, activation: linear}
                  - {block: depthwise, kernel: 5, width: 16, activation: prelu}
                candidates:
                  - {block: mobile, kernel: 3, expansion: 2, groups: 2, activation: h-swish, squeeze-excite: true}
                  - {block: fbnet, kernel: 3, expansion: 1, groups: 2}
                  - {block: shuffle, kernel: 7}
                  - shuffle-xception
                  - {block: mixconv, kernels: [3, 5], expansion: 2}
                  - {block: mobile, kernel: 5, expansion: 2, groups: 2, channel-shuffle: true, activation: relu}
                  - {block: mobile, kernel: 5, middle: 72, squeeze-excite: true, squeeze-step: 8}
                  - {block: average-pool, kernel: 3}
                  - squeeze-excite
                  - identity
                  - zero
                layers:
                  - {count: 2, width: 32, stride: 2}
                  - {width: 64, candidates: [{block: conv, kernel: 1, activation: relu}, skip]}
                tail:
                  - {block: conv, kernel: 1, width: 96}
                  - {block: linear, width: 80, activation: h-swish}
                """);
        assertThat(space.name()).isEqualTo("tiny");
        assertThat(space.input()).isEqualTo(new Shape(32, 32, 3));
        assertThat(space.outputs()).isEqualTo(Map.of("logits", new Shape(1, 1, 10)));
        assertThat(space.layers().get(0).candidates())
                .extracting(Block::name)
                .containsExactly(
                        "k3e2g2_se_h_swish",
                        "k3e1g2",
                        "shuffle7",
                        "xception",
                        "mix3_5e2",
                        "k5e2g2_shuffle_relu",
                        "k5m72_se",
                        "zero");
        assertThat(space.sizes()).containsExactly(8, 11, 2);
        assertThat(space.inputOf(3)).isEqualTo(new Shape(8, 8, 64));
        assertThat(space.layers().get(1).candidates()).extracting(Block::name).endsWith("pool3", "se", "skip", "zero");
        assertThat(space.head().block().nodes())
                .extracting(n -> n.layer().kind())
                .endsWith("global_average_pool", "linear", "h_swish", "linear");
        assertThat(space.candidate(2, 0).name()).isEqualTo("conv1_relu");
    }

    @Test
    void subBlocksMakeUnifiedStages() {
        SearchSpace space = space(
                """
                name: sgnas
                input: 32x32x3
                classes: 100
                stem:
                  - {block: conv, kernel: 3, width: 32, stride: 2}
                  - {block: mobile, kernel: 3, expansion: 1, width: 16}
                candidates:
                  - {block: depthwise, kernel: 3}
                  - {block: depthwise, kernel: 5}
                  - {block: depthwise, kernel: 7}
                  - zero
                layers: [{count: 4, width: 24, sub-blocks: 6}, {count: 4, width: 40, stride: 2, sub-blocks: 6},
                         {count: 4, width: 80, stride: 2, sub-blocks: 6}, {count: 4, width: 96, sub-blocks: 6},
                         {count: 4, width: 192, stride: 2, sub-blocks: 6}, {width: 320, sub-blocks: 6}]
                tail: [{block: conv, kernel: 1, width: 1280}]
                """);
        SearchSpace prebuilt =
                new Sgnas().create(new Shape(32, 32, 3), Settings.empty()).classifier(100);
        assertThat(space.fingerprint()).isEqualTo(prebuilt.fingerprint());

        SearchSpace both = space(
                """
                candidates: [{block: depthwise, kernel: 3}, zero]
                layers: [{width: 8, sub-blocks: 2}, {width: 8, candidates: [skip, {block: conv, kernel: 3}]}]
                """);
        assertThat(both.stages()).hasSize(2);
        assertThat(both.sizes()).containsExactly(2, 2, 2);
    }

    @Test
    void widthAndDropoutAreSettings() {
        SpaceProvider provider = YamlSpaceReader.parse("tiny.yml", "candidates: [skip]\nlayers: [{width: 16}]");
        SearchSpace space = provider.create(
                        new Shape(8, 8, 3), Settings.of("space.settings", Map.of("width", 2, "dropout", 0.5)))
                .classifier(5);
        assertThat(space.inputOf(1)).isEqualTo(new Shape(8, 8, 32));
        assertThat(space.head().block().nodes())
                .extracting(n -> n.layer().kind())
                .contains("dropout");
        assertThat(space.name()).isEqualTo("tiny");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "layrs: [{width: 8}] | Unknown key layrs. "
                        + "Known: candidates, classes, input, layers, name, stem, tail",
                "candidates: [skip] | a space needs layers, for example 'layers: [{count: 4, width: 24, stride: 2}]'",
                "layers: [{width: 8}] | a space needs candidates, for example "
                        + "'candidates: [{block: mobile, kernel: 3, expansion: 6}, skip]', "
                        + "for all layers or in each item of layers",
                "layers: 3 | layers must be a list, got '3'",
                "candidates: [3] | candidates[0] must be a block or a map of keys and values, got '3'",
                "candidates: [{kernel: 3}] | candidates[0].block is missing: one of conv, depthwise, mobile, fbnet, "
                        + "shuffle, shuffle-xception, mixconv, average-pool, squeeze-excite, skip, identity, zero",
                "candidates: [skipp] | candidates[0].block must be one of conv, depthwise, mobile, fbnet, shuffle, "
                        + "shuffle-xception, mixconv, average-pool, squeeze-excite, skip, identity, zero, got 'skipp'",
                "candidates: [{block: mobile, expansion: 3}] | candidates[0].kernel is missing: "
                        + "a whole number from 1 to 31. Given: block, expansion",
                "candidates: [skip, {block: mobile, kernel: 4, expansion: 3}] | candidates[1].kernel must be "
                        + "an odd number, got '4'",
                "candidates: [{block: mobile, kernel: 3, expansoin: 3}] | candidates[0].expansion is missing: "
                        + "a whole number from 1 to 64. Given: block, kernel, expansoin",
                "candidates: [{block: skip, kernel: 3}] | Unknown key kernel in candidates[0]. Known: block",
                "candidates: [{block: mixconv, kernels: [3], expansion: 3}] | candidates[0].kernels must be "
                        + "a list of at least two odd numbers, got '[3]'",
                "candidates: [{block: mobile, kernel: 3, expansion: 3, activation: linear}] | "
                        + "candidates[0].activation must be one of relu6, relu, h-swish, prelu, sigmoid, got 'linear'",
                "stem: [{block: conv, kernel: 3}] | stem[0].width is missing: a whole number from 1 to 65536. "
                        + "Given: block, kernel",
                "{candidates: [zero], layers: [{width: 8, sub-blocks: 1}]} | layers[0].sub-blocks must be "
                        + "a whole number from 2 to 16, got '1'",
                "candidates: [{block: linear, width: 8}] | candidates[0].block must be one of conv, depthwise, mobile, "
                        + "fbnet, shuffle, shuffle-xception, mixconv, average-pool, squeeze-excite, skip, identity, "
                        + "zero, got 'linear'",
                "input: 32 | input must be text, got '32'",
                "input: big | 'big' is not an input shape; write HEIGHTxWIDTHxCHANNELS, for example 32x32x3",
                "just words | a space is a map of keys and values, got 'just words'",
            })
    void mistakesAreExplained(String text, String message) {
        assertThatThrownBy(() -> space(text))
                .isInstanceOf(BadInputException.class)
                .hasMessage("dir/tiny.yaml: " + message);
    }

    @Test
    void theTailHasNoStrides() {
        assertThatThrownBy(() -> space(CANDIDATES + LAYERS + "tail: [{block: conv, kernel: 1, width: 8, stride: 2}]"))
                .hasMessage("dir/tiny.yaml: Unknown key stride in tail[0]. "
                        + "Known: activation, block, groups, kernel, width");
    }

    @Test
    void theOldNameOfTheTailIsRefusedWithTheNewOne() {
        assertThatThrownBy(() -> space(CANDIDATES + LAYERS + "head: [{block: conv, kernel: 1, width: 8}]"))
                .isInstanceOf(BadInputException.class)
                .hasMessage("dir/tiny.yaml: 'head' is called 'tail' now, since the head is the task's. Rename the key");
    }

    @Test
    void brokenYamlNamesTheLine() {
        assertThatThrownBy(() -> space(CANDIDATES + LAYERS + LAYERS))
                .isInstanceOf(BadInputException.class)
                .hasMessageStartingWith("dir/tiny.yaml: line 3: key 'layers' stands here twice");
        assertThatThrownBy(() -> space("layers: [{width: 8}\n"))
                .isInstanceOf(BadInputException.class)
                .hasMessageStartingWith("dir/tiny.yaml: line ")
                .hasMessageContaining("not valid YAML");
        assertThatThrownBy(() -> space(""))
                .isInstanceOf(BadInputException.class)
                .hasMessageStartingWith("dir/tiny.yaml: ");
    }

    @Test
    void blocksThatDoNotFitAreRefusedWithTheFilesName() {
        assertThatThrownBy(() -> space("candidates: [identity]\n" + LAYERS))
                .hasMessage("dir/tiny.yaml: space tiny: none of the candidates of layer 0 can turn 3 into 8 channels "
                        + "with stride 1");
        assertThatThrownBy(() -> space("candidates: [{block: mobile, kernel: 3, expansion: 1, groups: 2}]\n" + LAYERS))
                .isInstanceOf(BadInputException.class)
                .hasMessageStartingWith("dir/tiny.yaml: ")
                .hasMessageContaining("groups (2) must divide");
    }

    @Test
    void filesAreToldByTheirEnding(@TempDir Path folder) throws IOException {
        YamlSpaceReader reader = new YamlSpaceReader();
        assertThat(reader.reads("my-space.yaml")).isTrue();
        assertThat(reader.reads("my-space.yml")).isTrue();
        assertThat(reader.reads("fbnet-s")).isFalse();
        Path file = folder.resolve("mine.yaml");
        assertThatThrownBy(() -> reader.read(file))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("mine.yaml does not exist");
        Files.writeString(file, CANDIDATES + LAYERS);
        assertThat(reader.read(file).name()).isEqualTo("mine");
    }
}
