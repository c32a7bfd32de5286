package org.osnas.spaces;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.osnas.api.cost.CostModel;
import org.osnas.api.space.Architecture;
import org.osnas.api.space.SearchSpace;

/** The networks of NAS-Bench-Macro cost what was published for them. */
class NasBenchMacroTest {

    /** Path of data/nas-bench-macro_cifar10.json of github.com/xiusu/NAS-Bench-Macro, also compressed by gzip. */
    private static final String FILE = "osnas.nas-bench-macro";

    private final SearchSpace space = TestSpaces.space("nas-bench-macro");
    private final CostModel costs = CostModel.analytic(space);

    /** Figures: data/nas-bench-macro_cifar10.json of github.com/xiusu/NAS-Bench-Macro (Apache-2.0, © 2021 Xiu Su). */
    @ParameterizedTest
    @CsvSource({
        "00000000, 387882, 7713280",
        "02012100, 890666, 47327744",
        "00011110, 1118378, 31390208",
        "11111221, 2181386, 65012224",
        "22212220, 1985514, 85164544",
        "22222222, 2932586, 105660928"
    })
    void someOfThem(String key, double params, double macs) {
        assertThat(costs.costs(architecture(key)))
                .containsEntry("params", params)
                .containsEntry("macs", macs);
    }

    @Test
    void allOfThem() throws IOException {
        String file = System.getProperty(FILE);
        assumeTrue(file != null, "name the published file by -D" + FILE + "=PATH to compare all costs with it");
        JsonNode published = read(Path.of(file));
        assertThat(BigInteger.valueOf(published.size())).isEqualTo(space.size());
        published.properties().forEach(entry -> assertThat(costs.costs(architecture(entry.getKey())))
                .as(entry.getKey())
                .containsEntry("params", entry.getValue().get("params").asDouble())
                .containsEntry("macs", entry.getValue().get("flops").asDouble()));
    }

    private Architecture architecture(String key) {
        return space.check(Architecture.of(key.chars().map(c -> c - '0').toArray()));
    }

    private static JsonNode read(Path file) throws IOException {
        try (InputStream bytes = Files.newInputStream(file);
                InputStream text = file.toString().endsWith(".gz") ? new GZIPInputStream(bytes) : bytes) {
            return new ObjectMapper().readTree(text);
        }
    }
}
