package org.osnas.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.osnas.cli.CommandRun.osnas;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CostCommandTest {

    private static final ObjectMapper MAPPER =
            new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    @ParameterizedTest
    @CsvSource({"fbnet-s, FBNetS", "proxylessnas, ProxylessNAS", "spos, SPOS", "sgnas, SGNAS"})
    void costsEqualTheGoldenOnesExactly(String space, String file) throws IOException {
        JsonNode golden = golden(file);
        List<String> args =
                new ArrayList<>(List.of("cost", "--space", space, "--input", "32x32x3", "--classes", "100", "--json"));
        golden.get("architectures")
                .forEach(a -> args.addAll(List.of("--arch", a.get("arch").toString())));

        CommandRun run = osnas(args.toArray(String[]::new));

        assertThat(run.status()).isZero();
        assertThat(run.err()).isEmpty();
        JsonNode got = MAPPER.readTree(run.out());
        assertThat(got.get("architectures")).hasSize(30);
        for (int i = 0; i < 30; i++) {
            JsonNode expected = golden.get("architectures").get(i);
            JsonNode actual = got.get("architectures").get(i);
            assertThat(actual.get("arch")).isEqualTo(expected.get("arch"));
            assertThat(actual.get("params").longValue())
                    .isEqualTo(expected.get("true_params").longValue());
            long convMacs = expected.get("true_conv_macs").longValue();
            assertThat(actual.get("conv_macs").longValue()).isEqualTo(convMacs);
            assertThat(actual.get("macs").longValue())
                    .isEqualTo(convMacs + expected.get("true_linear_macs").longValue());
        }
    }

    @Test
    void theJsonHasTheShapeOfTheContract() throws IOException {
        CommandRun run = osnas("cost", "--space", "mbconv-micro", "--arch", "0,1,2,0,1", "--json");

        JsonNode json = MAPPER.readTree(run.out());
        assertThat(json.fieldNames())
                .toIterable()
                .containsExactly("space", "input", "classes", "size", "architectures", "min", "max");
        assertThat(json.get("space").textValue()).isEqualTo("mbconv-micro");
        assertThat(json.get("input").toString()).isEqualTo("[28,28,1]");
        assertThat(json.get("classes").intValue()).isEqualTo(10);
        assertThat(json.get("size").textValue()).isEqualTo("243");
        assertThat(json.get("architectures").get(0).fieldNames())
                .toIterable()
                .containsExactly("arch", "params", "macs", "conv_macs", "activation-memory");
        assertThat(json.get("min").get("macs").longValue())
                .isLessThan(json.get("max").get("macs").longValue());
        assertThat(json.get("min").get("params").numberType())
                .isIn(JsonParser.NumberType.INT, JsonParser.NumberType.LONG);
    }

    @Test
    void onlyTheMetricsAskedForArePrinted() throws IOException {
        CommandRun run = osnas("cost", "--space", "mbconv-micro", "--metric", "macs", "--json");

        assertThat(MAPPER.readTree(run.out()).get("max").fieldNames())
                .toIterable()
                .containsExactly("macs");
    }

    @Test
    void theTableNamesTheExtremesAndTheArchitectures() {
        CommandRun run = osnas("cost", "--space", "mbconv-micro", "--arch", "0,1,2,0,1");

        assertThat(run.status()).isZero();
        assertThat(run.out().lines().skip(1).map(line -> line.split(" ")[0]))
                .containsExactly("", "cheapest", "dearest", "0,1,2,0,1");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--space mbconf-micro | Did you mean 'mbconv-micro'?",
                "--space mbconv-micro --arch 0,1 | has 2 choices, but space mbconv-micro has 5 choice layers",
                "--space mbconv-micro --arch 0,1,2,0,9 | chooses 9 in layer 4, but space mbconv-micro has candidates 0..2",
                "--space mbconv-micro --arch a,b | is not an architecture",
                "--space mbconv-micro --input 32 | is not an input shape",
                "--space mbconv-micro --classes 0 | --classes must be between 1 and 1048576, got 0",
                "--space mbconv-micro --classes ten | Invalid value for option '--classes'",
                "--space mbconv-micro --metric energy | Unknown metric 'energy'. Known: params, macs, conv_macs, activation-memory",
                "--space mbconv-micro --set wdith=2 | Unknown key wdith in --space.settings.",
                "--space mbconv-micro --bogus | Unknown option: '--bogus'",
                "--json | Which space? Give --space NAME",
            })
    void badInputIsOneMessageAndStatusTwo(String args, String message) {
        CommandRun run = osnas(("cost " + args).split(" "));

        assertThat(run.status()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.message()).startsWith("osnas: ").contains(message).doesNotContain("\tat ");
    }

    private static JsonNode golden(String file) throws IOException {
        try (InputStream in = CostCommandTest.class.getResourceAsStream("/golden/spaces/" + file + ".json")) {
            return MAPPER.readTree(in);
        }
    }
}
