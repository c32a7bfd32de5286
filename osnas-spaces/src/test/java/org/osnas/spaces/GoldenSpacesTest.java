package org.osnas.spaces;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.osnas.api.cost.CostModel;
import org.osnas.api.cost.LookupTable;
import org.osnas.api.space.Architecture;
import org.osnas.api.space.Block;
import org.osnas.api.space.SearchSpace;
import org.osnas.api.space.Shape;
import org.osnas.api.spi.Settings;

/**
 * Compares costs with numbers counted by an independent implementation. Reads every JSON file in the directory of the
 * system property {@code osnas.golden.spaces}, by default the test resources.
 */
class GoldenSpacesTest {

    private static final Map<String, String> NAMES =
            Map.of("FBNetS", "fbnet-s", "ProxylessNAS", "proxylessnas", "SGNAS", "sgnas", "SPOS", "spos");

    static List<Path> files() throws IOException, URISyntaxException {
        String property = System.getProperty("osnas.golden.spaces");
        Path directory = property != null
                ? Path.of(property)
                : Path.of(GoldenSpacesTest.class.getResource("/golden/spaces").toURI());
        try (var files = Files.list(directory)) {
            return files.filter(f -> f.toString().endsWith(".json")).sorted().toList();
        }
    }

    @Test
    void filesAreFound() throws Exception {
        assertThat(files()).isNotEmpty();
    }

    @ParameterizedTest
    @MethodSource("files")
    void architecturesCostWhatTheyTrulyCost(Path file) throws IOException {
        JsonNode golden = read(file);
        SearchSpace space = space(golden);
        CostModel costs = CostModel.analytic(space);
        assertThat(golden.get("architectures").size()).isGreaterThanOrEqualTo(1);
        for (JsonNode expected : golden.get("architectures")) {
            Architecture architecture = space.canonical(Architecture.of(ints(expected.get("arch"))));
            long convMacs = expected.get("true_conv_macs").asLong();
            assertThat(costs.costs(architecture))
                    .as(space.name() + " " + architecture)
                    .containsEntry(
                            "params", (double) expected.get("true_params").asLong())
                    .containsEntry("conv_macs", (double) convMacs)
                    .containsEntry("macs", (double)
                            (convMacs + expected.get("true_linear_macs").asLong()));
            // The same without the table, block by block.
            assertThat(space.network(architecture).stream()
                            .mapToLong(Block::params)
                            .sum())
                    .isEqualTo(expected.get("true_params").asLong());
        }
    }

    @ParameterizedTest
    @MethodSource("files")
    void everyBlockCostsWhatItTrulyCosts(Path file) throws IOException {
        JsonNode golden = read(file);
        SearchSpace space = space(golden);
        CostModel costs = CostModel.analytic(space);
        assertTable(costs.table("params"), golden.at("/truth/block_params"));
        assertTable(costs.table("conv_macs"), golden.at("/truth/block_macs"));
        JsonNode base = golden.at("/truth/base");
        assertThat(costs.table("params").base()).isEqualTo(base.get("params").asDouble());
        assertThat(costs.table("conv_macs").base())
                .isEqualTo(base.get("first_macs").asDouble()
                        + base.get("last_conv_macs").asDouble());
        assertThat(costs.table("macs").base() - costs.table("conv_macs").base())
                .isEqualTo(base.get("last_linear_macs").asDouble());
    }

    @ParameterizedTest
    @MethodSource("files")
    void supernetHasTheTrueNumberOfParameters(Path file) throws IOException {
        JsonNode golden = read(file);
        assertThat(space(golden).supernetParams())
                .isEqualTo(golden.at("/supernet/params").asLong());
    }

    private static void assertTable(LookupTable table, JsonNode expected) {
        // Blocks of interchangeable choices have no cost of their own in the files.
        assertThat(table.depth()).isEqualTo(expected.isEmpty() ? 126 : expected.size());
        if (expected.isEmpty()) {
            return;
        }
        for (int l = 0; l < table.depth(); l++) {
            assertThat(table.size(l)).isEqualTo(expected.get(l).size());
            for (int c = 0; c < table.size(l); c++) {
                assertThat(table.blockCost(l, c))
                        .as("%s of layer %d candidate %d", table.metric(), l, c)
                        .isEqualTo(expected.get(l).get(c).asDouble());
            }
        }
    }

    private static SearchSpace space(JsonNode golden) {
        String name = golden.get("search_space").asText();
        assertThat(NAMES).as("spaces that golden files name").containsKey(name);
        int size = golden.get("input_size").asInt();
        return TestSpaces.provider(NAMES.get(name))
                .create(new Shape(size, size, 3), Settings.empty())
                .classifier(golden.get("classes").asInt());
    }

    private static JsonNode read(Path file) throws IOException {
        return new ObjectMapper().readTree(file.toFile());
    }

    private static int[] ints(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .mapToInt(JsonNode::asInt)
                .toArray();
    }
}
