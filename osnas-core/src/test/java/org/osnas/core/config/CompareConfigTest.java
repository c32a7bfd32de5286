package org.osnas.core.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.osnas.api.spi.BadInputException;
import org.osnas.core.config.CompareConfig.Entrant;
import org.osnas.core.config.CompareConfig.RunSubject;

class CompareConfigTest {

    @Test
    void randomAlwaysTakesPart() {
        CompareConfig added = parse("{table: t.csv, strategies: [evolution]}");
        CompareConfig named = parse("{table: t.csv, strategies: [{name: random, label: baseline}]}");

        assertThat(added.entrants()).extracting(Entrant::label).containsExactly("evolution", "random");
        assertThat(added.randomAdded()).isTrue();
        assertThat(named.entrants()).extracting(Entrant::label).containsExactly("baseline");
        assertThat(named.randomAdded()).isFalse();
    }

    @Test
    void theResolvedFormIsReadBack() {
        String table =
                """
                table: t.csv
                budget: {macs: 1.6e6}
                evaluations: 7
                strategies: [{name: evolution, label: small, settings: {population: 5}}, random]
                """;
        String run = "{run: {seed: 3, search: {budget: {macs: 9.0e5}}}, strategies: [random]}";

        for (String text : List.of(table, run, "{run: runs/a, strategies: [random]}")) {
            CompareConfig config = parse(text);
            assertThat(parse(config.toYaml())).isEqualTo(config);
        }
        RunSubject subject = (RunSubject) parse(run).subject();
        assertThat(subject.config().orElseThrow().seed()).isEqualTo(3);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{strategies: [random]} | Give either table",
                "{table: t.csv, run: r, strategies: [random]} | Give either table",
                "{run: r, budget: {macs: 5}, strategies: [random]} | write them as run.space and run.search.budget",
                "{table: t.csv} | strategies must be a list of search strategies",
                "{table: t.csv, strategies: []} | strategies must be a list of search strategies",
                "{table: t.csv, strategies: [{label: x}]} | strategies[0] needs the name of a search strategy",
                "{table: t.csv, strategies: [random, random]} | Two strategies are called 'random'. Give each a label",
                "{table: t.csv, strategies: [{name: random, evaluations: 9}]} | all strategies get the same evaluations",
                "{table: t.csv, strategies: [{name: random, trials: 9}]} | all strategies get the same trials",
                "{table: t.csv, strategies: [{name: random, sed: 9}]} | Unknown key sed in strategies[0]",
                "{table: t.csv, strategies: [random], seeds: 1} | seeds must be a whole number from 2",
                "{table: t.csv, strategies: [random], trails: 1} | Unknown key trails",
                "{run: {search: {trails: 3}}, strategies: [random]} | Unknown key trails in run.search",
            })
    void wrongUseIsRefused(String yaml, String message) {
        assertThatThrownBy(() -> parse(yaml))
                .isInstanceOf(BadInputException.class)
                .hasMessageStartingWith("compare.yaml: ")
                .hasMessageContaining(message);
    }

    private static CompareConfig parse(String yaml) {
        return CompareConfig.parse("compare.yaml", yaml, List.of());
    }
}
