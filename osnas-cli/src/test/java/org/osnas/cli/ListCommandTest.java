package org.osnas.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.osnas.cli.CommandRun.osnas;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class ListCommandTest {

    @Test
    void allKindsAreListed() throws IOException {
        CommandRun run = osnas("list", "--json");

        assertThat(run.status()).isZero();
        JsonNode json = new ObjectMapper().readTree(run.out());
        assertThat(json.fieldNames())
                .toIterable()
                .containsExactly(
                        "spaces",
                        "training-strategies",
                        "search-strategies",
                        "tasks",
                        "criteria",
                        "dataflows",
                        "runtimes");
        assertThat(json.get("spaces").findValuesAsText("name")).contains("fbnet-s", "mbconv-micro");
        assertThat(json.get("search-strategies").findValuesAsText("name")).contains("random", "evolution");
        assertThat(json.get("training-strategies").findValuesAsText("name")).contains("uniform");
    }

    @Test
    void oneKindIsListedAlone() {
        CommandRun run = osnas("list", "spaces");

        assertThat(run.out().lines()).first().isEqualTo("spaces");
        assertThat(run.out()).contains("fbnet-s").doesNotContain("training-strategies");
    }

    @Test
    void anUnknownKindIsBadInput() {
        CommandRun run = osnas("list", "space");

        assertThat(run.status()).isEqualTo(2);
        assertThat(run.message())
                .isEqualTo("osnas: Unknown kind 'space'. Known: spaces, training-strategies, search-strategies,"
                        + " tasks, criteria, dataflows, runtimes. Did you mean 'spaces'?");
    }

    @Test
    void helpAndVersionAreResults() {
        assertThat(osnas("--help").out()).contains("cost", "list", "Exit status");
        assertThat(osnas("cost", "--help").out()).contains("--space", "--json");
        assertThat(osnas("--version").out()).startsWith("osnas 0.").contains("ND4J 1.0.0-M2.1");
    }

    @Test
    void noCommandAndAnUnknownCommandAreBadInput() {
        assertThat(osnas().status()).isEqualTo(2);
        assertThat(osnas("lits").status()).isEqualTo(2);
        assertThat(osnas("lits").message()).contains("Did you mean: ", "osnas list");
    }
}
