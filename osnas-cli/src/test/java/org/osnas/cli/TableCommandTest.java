package org.osnas.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.osnas.cli.CommandRun.osnas;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TableCommandTest {

    private static final ObjectMapper MAPPER =
            new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    @TempDir
    Path folder;

    private static CommandRun build(Path output, String options) {
        String line = "table build --space mbconv-micro " + options + " -o " + output;
        return osnas(line.trim().split(" +"));
    }

    @Test
    void writesATableForEachMetricIntoAFolder() throws IOException {
        Path tables = folder.resolve("new/tables");

        CommandRun run = build(tables, "--metric macs --metric params --metric macs");

        assertThat(run.status()).as(run.err()).isZero();
        assertThat(run.err()).isEmpty();
        assertThat(run.out().lines()).hasSize(2);
        assertThat(run.out()).contains("macs: ", " MACs (" + tables.resolve("table-macs.json") + ")");
        try (var files = Files.list(tables)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder("table-macs.json", "table-params.json");
        }
    }

    @Test
    void theTableSaysWhatCostSays() throws IOException {
        Path file = folder.resolve("macs.json");
        assertThat(build(file, "--input 32x32x3 --classes 100 --metric macs").status())
                .isZero();

        JsonNode shown = MAPPER.readTree(
                osnas("table", "show", file.toString(), "--json").out());

        JsonNode cost = MAPPER.readTree(
                osnas("cost", "--space", "mbconv-micro", "--input", "32x32x3", "--classes", "100", "--json")
                        .out());
        assertThat(shown.fieldNames())
                .toIterable()
                .containsExactly("metric", "unit", "space", "input", "fingerprint", "base", "min", "max", "layers");
        assertThat(shown.get("metric").textValue()).isEqualTo("macs");
        assertThat(shown.get("unit").textValue()).isEqualTo("MACs");
        assertThat(shown.get("space").textValue()).isEqualTo("mbconv-micro");
        assertThat(shown.get("input").toString()).isEqualTo("[32,32,3]");
        assertThat(shown.get("min")).isEqualTo(cost.get("min").get("macs"));
        assertThat(shown.get("max")).isEqualTo(cost.get("max").get("macs"));
        assertThat(shown.get("layers")).hasSize(5).allSatisfy(layer -> assertThat(layer)
                .hasSize(3));
    }

    @Test
    void showsATableForPeople() throws IOException {
        Path file = folder.resolve("macs.json");
        assertThat(build(file, "--metric macs").status()).isZero();
        JsonNode json = MAPPER.readTree(
                osnas("table", "show", file.toString(), "--json").out());

        CommandRun run = osnas("table", "show", file.toString());

        assertThat(run.status()).isZero();
        assertThat(run.out().lines().findFirst())
                .hasValue("macs in MACs of space mbconv-micro, input 28x28x1, fingerprint "
                        + json.get("fingerprint").textValue());
        assertThat(run.out().lines().skip(1).map(line -> line.split(" ")[0]))
                .containsExactly("base", "layer", "0", "1", "2", "3", "4");
        assertThat(run.out())
                .contains("cheapest %,d".formatted(json.get("min").longValue()))
                .contains("dearest %,d".formatted(json.get("max").longValue()));
    }

    @Test
    void measuresLatency() throws IOException {
        Path file = folder.resolve("latency.json");

        CommandRun run = build(file, "--input 12x12x1 --metric latency --repeats 1 --batch 2");

        assertThat(run.status()).as(run.err()).isZero();
        assertThat(run.out()).startsWith("latency: ").contains(" ms for a batch of 2 (" + file + ")");
        assertThat(run.err())
                .contains("distinct blocks of space mbconv-micro at 12x12x1, batch 2, 1 rounds")
                .contains("median of 1 rounds");
        JsonNode shown = MAPPER.readTree(
                osnas("table", "show", file.toString(), "--json").out());
        assertThat(shown.get("unit").textValue()).isEqualTo("ms for a batch of 2");
        assertThat(shown.get("base").doubleValue()).isPositive();
        assertThat(shown.get("layers")).hasSize(5);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "table | Which command? One of: build, show",
                "table build --space mbconv-micro | Missing required option: '--output=FILE|DIR'",
                "table build -o x | Missing required option: '--space=NAME'",
                "table build --space mbconf -o x | unknown search space 'mbconf'",
                "table build --space mbconv-micro --metric energy -o x | Unknown metric 'energy'. Known: params, macs, conv_macs, activation-memory, latency",
                "table build --space mbconv-micro --metric macs --repeats 3 -o x | --batch and --repeats are about latency",
                "table build --space mbconv-micro --metric latency --repeats 0 -o x | --repeats must be at least 1, got 0",
                "table build --space mbconv-micro --metric latency --batch 0 -o x | --batch must be at least 1, got 0",
                "table build --space mbconv-micro -o x.json | -o x.json takes one table, but there are 5: params, macs, conv_macs, activation-memory, latency.",
                "table build --space mbconv-micro --input 32 -o x | is not an input shape",
                "table show | Missing required parameter: 'FILE'",
                "table show missing.json | There is no table missing.json. Build it first.",
                "table check missing.json | Unmatched arguments",
            })
    void badInputIsOneMessageAndStatusTwo(String args, String message) {
        assertBadInput(osnas(args.split(" ")), message);
    }

    @Test
    void outputsThatCannotBeWrittenAndFilesThatAreNoTables() throws IOException {
        Path text = Files.writeString(folder.resolve("text"), "hello");
        Path directory = Files.createDirectory(folder.resolve("folder.json"));

        assertBadInput(build(text, "--metric macs"), "is a file whose name does not end in .json");
        assertBadInput(build(directory, "--metric macs"), "is a folder. Name a file in it.");
        assertBadInput(build(text.resolve("below"), "--metric macs"), "cannot be written");
        assertBadInput(osnas("table", "show", text.toString()), "is damaged or not JSON");
        assertBadInput(osnas("table", "show", directory.toString()), "cannot be read");
    }

    private static void assertBadInput(CommandRun run, String message) {
        assertThat(run.status()).as(run.err()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.message()).startsWith("osnas: ").contains(message).doesNotContain("\tat ");
    }
}
