package org.osnas.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.osnas.cli.CommandRun.osnas;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.osnas.core.config.RunConfig;
import org.osnas.core.registry.Registry;
import org.osnas.yaml.Yaml;

/**
 * The schemas that editors use say what the readers of files say: every example fits, what readers refuse does not. With
 * {@code -Dosnas.write=true} they are written anew.
 */
class SchemaTest {

    private static final Path FOLDER = Path.of("../docs/schema");
    private static final ObjectMapper JSON = new ObjectMapper();

    @BeforeAll
    static void write() throws IOException {
        if (Boolean.getBoolean("osnas.write")) {
            for (String document : List.of("run", "comparison", "space")) {
                Files.writeString(
                        FOLDER.resolve(document + ".json"),
                        osnas("schema", document).out());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"run", "comparison", "space"})
    void theCommittedFilesAreWhatTheComponentsSay(String document) throws IOException {
        assertThat(FOLDER.resolve(document + ".json"))
                .hasContent(osnas("schema", document).out());
    }

    static List<Path> examples() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("../examples"))) {
            return files.filter(file -> file.toString().endsWith(".yaml")).toList();
        }
    }

    @ParameterizedTest
    @MethodSource("examples")
    void everyExampleFitsTheSchemaThatItNames(Path example) throws IOException {
        String text = Files.readString(example);
        String named = text.lines().findFirst().orElseThrow().replace("# yaml-language-server: $schema=", "");
        Path schema = example.resolveSibling(named);
        assertThat(schema).as("the schema that %s names", example).exists();
        assertThat(errors(schema.getFileName().toString().replace(".json", ""), text))
                .isEmpty();
    }

    @Test
    void whatARunResolvesToFits() throws IOException {
        String given = "data: {settings: {augment: false}}\nsearch: {early-stop: {keep: 20}, budget: {macs: 1.6e6}}";
        try (var run = RunConfig.parse("given", given, List.of()).resolve(Registry.standard())) {
            assertThat(run.description().text())
                    .contains("zero-residual", "cutout", "within-budget", "top-k", "dropout");
            assertThat(errors("run", run.description().text())).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "seeds: 1",
                "seed: one",
                "space: mbconv-macro",
                "space: {name: mbconv-micro, settings: {widht: 2}}",
                "space: {name: mbconv-micro, settings: {width: 20}}",
                "data: {name: fashion-mnist-subset, batch: 1}",
                "data: {name: fashion-mnist-subset, settings: {augment: 1}}",
                "supernet: {steps: 0}",
                "supernet: {optimizer: {schedule: linear}}",
                "supernet: {strategy: {name: sandwich, settings: {stages: 3}}}",
                "search: {budget: {macs: big}}",
                "search: {budget: {macs: -1}}",
                "search: {strategy: {name: evolution, settings: {population: 0}}}",
                "search: {tables: table.json}",
                "search: {early-stop: {confidence: 2}}",
                "retrain: nothing",
                "retrain: {from: space}",
                "task: {criterion: focus}",
            })
    void whatTheReaderRefusesDoesNotFit(String wrong) throws IOException {
        assertThat(errors("run", wrong)).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "retrain: none",
                "retrain: {from: inherited, epochs: 2}",
                "space: my-space.yaml",
                "space: {name: ../spaces/a.yml, settings: {width: 2}}",
                "search: {budget: {macs: [1.0e+6, 2000000], latency: 3}, tables: [a.json]}",
                "supernet: {optimizer: {clip-norm: .inf}, strategy: {name: differentiable, settings: {warm-up: {epochs: 2}}}}",
                "data: {name: image-folder, settings: {directory: photos, validation: 0.1, mean: [0.5, 0.5, 0.5]}}",
                "search: {strategy: {name: nsga2, settings: {objectives: [macs, params]}}}",
            })
    void whatTheReaderTakesFits(String right) throws IOException {
        RunConfig.parse("right", right, List.of());
        assertThat(errors("run", right)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "layers: [{count: 2}]",
                "layers: []",
                "candidates: [skip]",
                "layers: [{width: 8}]\ncandidates: [{block: mobil, kernel: 3, expansion: 6}]",
                "layers: [{width: 8}]\ncandidates: [{block: skip, kernel: 3}]",
                "layers: [{width: 8, candidates: [hop]}]",
                "layers: [{width: 8}]\nstem: [{block: linear, width: 8}]",
                "choices: [{count: 2}]",
            })
    void spacesThatTheReaderRefusesDoNotFit(String wrong) throws IOException {
        assertThat(errors("space", wrong)).isNotEmpty();
    }

    @Test
    void aComparisonNeedsATableOrARun() throws IOException {
        assertThat(errors("comparison", "strategies: [random]")).isNotEmpty();
        assertThat(errors("comparison", "table: a.csv\nrun: b\nstrategies: [random]"))
                .isNotEmpty();
        assertThat(errors("comparison", "run: {search: {trials: none}}\nstrategies: [random]"))
                .isNotEmpty();
        assertThat(errors("comparison", "run: runs/a\nstrategies: [{name: evolution, label: mine}]"))
                .isEmpty();
    }

    private static Set<ValidationMessage> errors(String document, String yaml) throws IOException {
        JsonSchema schema = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V7)
                .getSchema(Files.readString(FOLDER.resolve(document + ".json")));
        return schema.validate(JSON.valueToTree(Yaml.readMap("a configuration", yaml)));
    }
}
