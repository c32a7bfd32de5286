package org.osnas.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.osnas.cli.CommandRun.osnas;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.osnas.api.cost.LookupTable;
import org.osnas.api.space.Architecture;
import org.osnas.api.space.SearchSpace;
import org.osnas.api.space.Shape;
import org.osnas.core.cost.TableFile;
import org.osnas.core.registry.ComponentRef;
import org.osnas.core.registry.Registry;

/** The worked examples of {@code examples/device-tables}, whose sums its {@code make.py} adds up in Python. */
class DeviceTablesTest {

    private static final Path EXAMPLES = Path.of("../examples/device-tables");

    @TempDir
    Path folder;

    private CommandRun importing(Path costs, Path mapping, String... more) {
        String[] arguments = {
            "table",
            "import",
            costs.toString(),
            "--space",
            EXAMPLES.resolve("space.yaml").toString(),
            "--metric",
            "latency",
            "--mapping",
            mapping.toString(),
            "-o",
            folder.resolve("table-latency.json").toString()
        };
        String[] all = java.util.Arrays.copyOf(arguments, arguments.length + more.length);
        System.arraycopy(more, 0, all, arguments.length, more.length);
        return osnas(all);
    }

    private static SearchSpace space() {
        return Registry.standard()
                .space(
                        new ComponentRef("space", EXAMPLES.resolve("space.yaml").toString(), java.util.Map.of()),
                        new Shape(224, 224, 3))
                .classifier(1000);
    }

    @ParameterizedTest
    @CsvSource({"proxylessnas, proxylessnas.yaml", "once-for-all, once-for-all.yaml", "nn-meter, nn-meter.json"})
    void networksCostWhatTheirEntriesAddUpTo(String form, String costs) throws IOException {
        CommandRun run = importing(EXAMPLES.resolve(costs), EXAMPLES.resolve(form + ".mapping.yaml"));

        assertThat(run.err()).isEmpty();
        assertThat(run.status()).isZero();
        LookupTable table = TableFile.read(folder.resolve("table-latency.json"), space());
        JsonNode expected = new ObjectMapper()
                .readTree(EXAMPLES.resolve("expected.json").toFile())
                .get(form);
        assertThat(expected.size()).isEqualTo(3);
        expected.properties().forEach(network -> assertThat(table.cost(Architecture.parse(network.getKey())))
                .as(network.getKey())
                .isEqualTo(network.getValue().asDouble(), within(1e-12)));
    }

    @Test
    void whatIsMissingIsListedToBeFilledIn() throws IOException {
        String all = Files.readString(EXAMPLES.resolve("proxylessnas.yaml"));
        String entry = "expanded_conv-input:56x56x24-output:56x56x24-expand:3-kernel:7-stride:1-idskip:1";
        assertThat(all).contains(entry);
        Path costs = Files.writeString(folder.resolve("less.yaml"), all.replace(entry, "other"));
        Path mapping = EXAMPLES.resolve("proxylessnas.mapping.yaml");

        CommandRun refused = importing(costs, mapping);
        assertThat(refused.status()).isEqualTo(ExitStatus.BAD_INPUT);
        assertThat(refused.message())
                .contains("less.yaml lacks 1 entries that the mapping names: " + entry)
                .contains("--missing FILE");

        Path list = folder.resolve("missing.csv");
        CommandRun listed = importing(costs, mapping, "--missing", list.toString());
        assertThat(listed.status()).isEqualTo(ExitStatus.BAD_INPUT);
        assertThat(listed.message()).contains("All costs stand in " + list + ", with gaps");
        String text = Files.readString(list);
        assertThat(text).startsWith("# missing: " + entry + "\nlayer,block,value\nbase,\"\",");
        String gap = "1,\"k7e3\",\n";
        assertThat(text).contains("\n" + gap);
        Files.writeString(list, text.replace(gap, gap.replace("\n", "0.25\n")));
        CommandRun filled = osnas(
                "table",
                "import",
                list.toString(),
                "--space",
                EXAMPLES.resolve("space.yaml").toString(),
                "--metric",
                "latency",
                "-o",
                folder.resolve("filled.json").toString());
        assertThat(filled.message()).isEmpty();
        LookupTable table = TableFile.read(folder.resolve("filled.json"), space());
        assertThat(table.blockCost(1, 2)).isEqualTo(0.25);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "all|x|Mapping m.yaml: Unknown key all. Known: base, blocks, layers, unit, value",
                "blocks|{'*': 'expand:{ratio}'}|has no {ratio}. Known of it are: block, expand, hs, idskip, in, in.c",
                "blocks|{'*': -1}|blocks.* must be a number, a key of the published costs",
                "blocks|{'*': [{a: [1]}]}|blocks.* must be a number, a key of the published costs",
                "blocks|[1]|blocks must be a section of keys and values",
                "blocks|{none: 0}|m.yaml says nothing of block",
                "layers|{conv2d: 0}|'layers' does not name batch_norm",
                "value|latency|holds no entry with a cost called 'latency'. Change 'value' of the mapping",
                "value|other|: 'b' is 'fast', not a number",
                "value|less|: 'b' is -1; a cost is 0 or more",
                "unit|us|the costs are in us, but the table is in ms",
                "blocks|{'*': {kind: conv}}|'kind=conv' is said of several entries with different costs: a, b",
            })
    void mistakesInAMappingAreNamed(String key, String value, String message) throws IOException {
        Path costs = Files.writeString(
                folder.resolve("costs.yaml"),
                "a: {mean: 1, kind: conv}\nb: {mean: 2, kind: conv, other: fast, less: -1}\n");
        Path mapping = folder.resolve("m.yaml");
        String common = key.equals("value") ? "" : "value: mean\n";
        Files.writeString(mapping, common + key + ": " + value + "\n");
        CommandRun run = importing(costs, mapping);
        assertThat(run.status()).isEqualTo(ExitStatus.BAD_INPUT);
        assertThat(run.message().replace(folder + "/", "")).contains(message).hasLineCount(1);
    }

    @Test
    void filesThatAreNeitherAreRefused() throws IOException {
        Path json = Files.writeString(folder.resolve("t.json"), "{\"a\": {\"mean\": NaN}}");
        assertThat(importing(json, EXAMPLES.resolve("nn-meter.mapping.yaml")).message())
                .contains("t.json is not JSON");
        Path tuple = Files.writeString(folder.resolve("t.yaml"), "a: !!python/tuple [1, 2]\n");
        assertThat(importing(tuple, EXAMPLES.resolve("proxylessnas.mapping.yaml"))
                        .message())
                .contains("t.yaml: line 1: tags are not taken");
        assertThat(importing(folder.resolve("no.yaml"), EXAMPLES.resolve("proxylessnas.mapping.yaml"))
                        .message())
                .contains("no.yaml cannot be read: there is no such file");
    }
}
