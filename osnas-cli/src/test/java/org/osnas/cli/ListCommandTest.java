package org.osnas.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.osnas.cli.CommandRun.osnas;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.osnas.core.registry.Kind;
import org.osnas.core.registry.Registry;

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
                        "scorers",
                        "tasks",
                        "criteria",
                        "dataflows",
                        "runtimes",
                        "listeners",
                        "runners");
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
                .startsWith("osnas: Unknown kind or component 'space'. Known: ")
                .endsWith("Did you mean 'spaces'?");
    }

    @Test
    void aComponentIsListedWithItsSettings() throws IOException {
        CommandRun run = osnas("list", "evolution");

        assertThat(run.out().lines()).first().asString().startsWith("search strategy evolution: ");
        assertThat(run.out().lines().map(String::strip).map(line -> line.replaceAll(" +", " ")))
                .contains(
                        "population 20 of 100 trials a whole number from 1 to 1000000 architectures in a generation",
                        "crossover 0.5 a number from 0.0 to 1.0 share of children with two parents");
        assertThat(osnas("list", "dataflows", "image-folder").out())
                .contains("directory", "test ", "validation", "prefetch");
        JsonNode json = new ObjectMapper()
                .readTree(osnas("list", "search-strategies", "evolution", "--json")
                        .out());
        JsonNode population = json.get(0).path("settings").get(0);
        assertThat(population.path("key").asText()).isEqualTo("population");
        assertThat(population.path("default").asInt()).isEqualTo(20);
        assertThat(population.path("by_trials").asBoolean()).isTrue();
        assertThat(osnas("list", "evolutoin").message()).endsWith("Did you mean 'evolution'?");
    }

    @Test
    void everyComponentSaysItsSettings() {
        for (Kind<?> kind : Kind.all()) {
            Registry.standard().all(kind).forEach(component -> {
                CommandRun run = osnas("list", kind.plural(), component.name());
                assertThat(run.status()).as(component.name() + run.err()).isZero();
                assertThat(run.out()).startsWith(kind.word() + " " + component.name());
            });
        }
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
