package org.osnas.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;
import static org.osnas.cli.CommandRun.osnas;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.osnas.api.cost.Correction;
import org.osnas.api.cost.LookupTable;
import org.osnas.api.space.SearchSpace;
import org.osnas.api.space.Shape;
import org.osnas.core.cost.TableFile;
import org.osnas.core.registry.ComponentRef;
import org.osnas.core.registry.Registry;

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

        CommandRun run = build(file, "--input 12x12x1 --metric latency --repeats 1 --batch 2 --threads 1");

        assertThat(run.status()).as(run.err()).isZero();
        assertThat(run.out()).startsWith("latency: ").contains(" ms for a batch of 2 (" + file + ")");
        assertThat(run.err())
                .contains("distinct blocks of space mbconv-micro at 12x12x1 in 3 networks, batch 2, 1 thread, 1 rounds")
                .contains("median of 1 rounds")
                .contains("The table against 10 whole networks: MAPE ");
        JsonNode shown = MAPPER.readTree(
                osnas("table", "show", file.toString(), "--json").out());
        assertThat(shown.get("unit").textValue()).isEqualTo("ms for a batch of 2");
        assertThat(shown.get("measured").toString())
                .isEqualTo("{\"batch\":2,\"threads\":1,\"backend\":\"CpuBackend\"}");
        // Seven blocks take a second each, a network one altogether.
        assertThat(shown.get("correction").get("scale").doubleValue()).isCloseTo(1 / 7.0, withinPercentage(1e-9));
        assertThat(shown.get("base").doubleValue()).isCloseTo(2000 / 7.0, withinPercentage(1e-9));
        assertThat(shown.get("layers")).hasSize(5);
    }

    @Test
    void aBaseThatACorrectionPutsBelowZeroIsExplained() throws IOException {
        Path file = folder.resolve("latency.json");
        assertThat(build(file, "--metric latency --repeats 1").status()).isZero();
        LookupTable raw = TableFile.read(file, toy(new Shape(28, 28, 1))).raw();
        TableFile.write(file, raw.corrected(new Correction(2, -4500)), toy(new Shape(28, 28, 1)));

        assertThat(show(file, ""))
                .contains("all costs corrected: 2.0000 * measured -4500.0000 for a network")
                .contains("base -500 (stem, head and the correction's offset), cheapest ");
    }

    @Test
    void checksALatencyTableAndSaysWhatItStored() throws IOException {
        Path file = folder.resolve("latency.json");
        Path plot = folder.resolve("check.png");
        String space = "--space mbconv-micro --input 12x12x1 --classes 10";
        assertThat(build(file, "--input 12x12x1 --metric latency --repeats 1").status())
                .isZero();
        SearchSpace toy = toy(new Shape(12, 12, 1));
        LookupTable measured = TableFile.read(file, toy);
        TableFile.write(file, measured.raw().corrected(new Correction(1e-3, 0)), toy);

        CommandRun run = osnas(
                ("table check " + file + " " + space + " --networks 6 --fit 4 --repeats 2 --plot " + plot).split(" "));

        assertThat(run.status()).as(run.err()).isZero();
        assertThat(run.err()).contains("Measuring 10 networks of space mbconv-micro at 12x12x1, batch 1");
        assertThat(run.out()).contains("6 unseen networks", "table        MAPE", "noise floor  MAPE");
        assertThat(plot).isNotEmptyFile();
        LookupTable corrected = TableFile.read(file, toy);
        assertThat(corrected.raw().base()).isEqualTo(measured.raw().base());
        assertThat(run.out()).contains("The correction is stored in " + file);
        assertThat(corrected.correction()).isNotEqualTo(new Correction(1e-3, 0));
        JsonNode json = MAPPER.readTree(
                osnas(("table check " + file + " " + space + " --networks 3 --fit 2 --repeats 1 --keep --json")
                                .split(" "))
                        .out());
        assertThat(json.get("networks")).hasSize(3);
        assertThat(json.get("table").fieldNames())
                .toIterable()
                .containsExactly("mape", "bias", "within_10_percent", "spearman");
        assertThat(TableFile.read(file, toy).correction()).isEqualTo(corrected.correction());
    }

    @Test
    void aTableThatIsExactOrUnmeasuredIsNotChecked() throws IOException {
        Path file = folder.resolve("macs.json");
        assertThat(build(file, "--metric macs").status()).isZero();
        String check = "table check " + file + " --space mbconv-micro";
        assertBadInput(osnas(check.split(" ")), "is about macs. Only a table of latency can be checked");
        Path csv = Files.writeString(folder.resolve("phone.csv"), show(file, "--csv"));
        assertThat(osnas(("table import " + csv + " --space mbconv-micro --metric latency -o " + file).split(" "))
                        .status())
                .isZero();
        assertBadInput(osnas(check.split(" ")), "does not say under which batch and threads it was measured");
    }

    @Test
    void whatIsShownAsCsvIsImportedUnchanged() throws IOException {
        Path file = folder.resolve("macs.json");
        Path again = folder.resolve("again.json");
        assertThat(build(file, "--metric macs").status()).isZero();
        Path csv = Files.writeString(folder.resolve("macs.csv"), show(file, "--csv"));

        CommandRun run = osnas(("table import " + csv + " --space mbconv-micro --metric macs -o " + again).split(" "));

        assertThat(run.status()).as(run.err()).isZero();
        assertThat(run.out()).startsWith("macs: ").contains(" MACs (" + again + ")");
        assertThat(Files.readString(again)).isEqualTo(Files.readString(file));
        assertThat(osnas(("table import " + csv + " --space mbconv-micro --metric latency --batch 4 --threads 8 -o "
                                        + again)
                                .split(" "))
                        .status())
                .isZero();
        assertThat(show(again, "")).contains("measured with batch 4, 8 threads");
    }

    private static SearchSpace toy(Shape input) {
        return Registry.standard()
                .space(new ComponentRef("space", "mbconv-micro", Map.of()), input)
                .classifier(10);
    }

    private static String show(Path file, String option) {
        return osnas(("table show " + file + " " + option).trim().split(" ")).out();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "table | Which command? One of: build, show, check, import",
                "table build --space mbconv-micro | Missing required option: '--output=FILE|DIR'",
                "table build -o x | Which space? Give --space NAME",
                "table build --space mbconf -o x | unknown search space 'mbconf'",
                "table build --space mbconv-micro --metric energy -o x | Unknown metric 'energy'. Known: params, macs, conv_macs, activation-memory, latency",
                "table build --space mbconv-micro --metric macs --repeats 3 -o x | --batch, --threads, --repeats and --runtime are about latency",
                "table build --space mbconv-micro --metric latency --threads 0 -o x | --threads must be 1 to",
                "table build --space mbconv-micro --metric latency --repeats 0 -o x | --repeats must be at least 1, got 0",
                "table build --space mbconv-micro --metric latency --batch 0 -o x | --batch must be at least 1, got 0",
                "table build --space mbconv-micro -o x.json | -o x.json takes one table, but there are 5: params, macs, conv_macs, activation-memory, latency.",
                "table build --space mbconv-micro --input 32 -o x | is not an input shape",
                "table show | Missing required parameter: 'FILE'",
                "table show missing.json | There is no table missing.json. Build it first.",
                "table check missing.json | Which space? Give --space NAME",
                "table check missing.json --space mbconv-micro | There is no table missing.json",
                "table check t.json --space mbconv-micro --plot t.gif | --plot t.gif: the name must end in .png",
                "table import t.csv --space mbconv-micro --metric energy -o t.json | The unit of energy is not known",
                "table import t.csv --space mbconv-micro --metric latency -o t.json | t.csv cannot be read",
                "table import t.csv --space mbconv-micro --metric latency -o t | the name of a table ends in .json",
                "table import t.csv --space mbconv-micro --metric latency --batch 1 -o t.json | go together",
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
        assertBadInput(osnas("table", "show", directory.toString()), "is a folder");
    }

    private static void assertBadInput(CommandRun run, String message) {
        assertThat(run.status()).as(run.err()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.message()).startsWith("osnas: ").contains(message).doesNotContain("\tat ");
    }
}
