package org.osnas.strategies.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.osnas.api.search.SearchContext;
import org.osnas.api.search.SearchStrategy;
import org.osnas.api.search.SearchStrategyProvider;
import org.osnas.api.search.Trial;
import org.osnas.api.spi.BadInputException;
import org.osnas.api.spi.Settings;
import org.osnas.tck.SyntheticLandscape;

/** Defaults that depend on the number of trials; that they learn something is in the contract. */
class SearchDefaultsTest {

    static Stream<Arguments> populations() {
        return Stream.of(
                arguments("evolution", "population", List.of(1, 1, 2, 4, 8, 20, 50)),
                arguments("evolution", "parents", List.of(1, 1, 1, 2, 4, 10, 10)),
                arguments("regularized-evolution", "population", List.of(1, 1, 2, 4, 12, 30, 100)),
                arguments("regularized-evolution", "tournament", List.of(2, 2, 2, 2, 8, 20, 25)),
                arguments("nsga2", "population", List.of(2, 2, 2, 4, 8, 20, 50)),
                arguments("predictor", "initial", List.of(2, 2, 2, 2, 5, 5, 5)));
    }

    @ParameterizedTest
    @MethodSource("populations")
    void defaultsFollowTheTrials(String strategy, String setting, List<Integer> expected) {
        Settings settings = Settings.empty();
        provider(strategy).create(settings);

        List<Object> byTrials = Stream.of(1, 2, 4, 10, 40, 100, 1000)
                .map(trials -> settings.resolved(trials).get(setting))
                .toList();

        assertThat(byTrials).isEqualTo(expected);
    }

    private static SearchStrategyProvider provider(String name) {
        return ServiceLoader.load(SearchStrategyProvider.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(p -> p.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @ParameterizedTest
    @ValueSource(strings = {"evolution", "regularized-evolution", "nsga2", "predictor", "local-search"})
    void defaultsSearchAsTheirValuesWouldIfTheyWereGiven(String strategy) {
        Lab lab = Lab.limited(5, 4, 5, 3, 4);
        SyntheticLandscape landscape = SyntheticLandscape.of(lab.space(), 1);
        Settings settings = Settings.empty();
        SearchStrategy byDefault = provider(strategy).create(settings);
        Settings resolved = Settings.of("search", settings.resolved(30));
        SearchStrategy given = provider(strategy).create(resolved);

        assertThat(lab.run(byDefault, 30, 1, landscape)).isEqualTo(lab.run(given, 30, 1, landscape));
        assertThat(resolved.resolved(1000)).isEqualTo(settings.resolved(30));
    }

    @ParameterizedTest
    @ValueSource(strings = {"evolution", "regularized-evolution", "predictor", "local-search"})
    void defaultsFindMoreThanRandomSearch(String strategy) {
        Lab lab = Lab.limited(6, 6, 6, 6, 6);
        double gain = 0;
        for (int seed = 0; seed < 10; seed++) {
            SyntheticLandscape landscape =
                    SyntheticLandscape.of(lab.space(), seed).withRuggedness(0.3);
            gain += best(lab.run(provider(strategy).create(Settings.empty()), 100, seed, landscape))
                    - best(lab.run(new RandomSearch(), 100, seed, landscape));
        }
        // In standard deviations of the scores of random architectures.
        assertThat(gain / 10).isGreaterThan(0.3);
    }

    private static double best(List<Trial> trials) {
        return trials.stream().mapToDouble(Trial::score).max().orElseThrow();
    }

    @ParameterizedTest
    @CsvSource({"evolution, population", "regularized-evolution, population", "nsga2, population", "predictor, initial"
    })
    void drawsThatUseUpTheTrialsAreRefused(String strategy, String setting) {
        Lab lab = Lab.limited(3, 4, 2, 3);
        SearchStrategy given = provider(strategy).create(Settings.of("search", Map.of(setting, 40)));

        assertThatThrownBy(() -> given.check(lab.context(40, 1)))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("'" + strategy + "'")
                .hasMessageContaining("40 trials in all: it would be random search.");
        assertThatCode(() -> given.check(lab.context(41, 1))).doesNotThrowAnyException();
        for (int trials = 1; trials < 10; trials++) {
            Settings defaults = Settings.empty();
            provider(strategy).create(defaults);
            Settings resolved = Settings.of("search", defaults.resolved(trials));
            SearchContext context = lab.context(trials, 1);
            assertThatCode(() -> provider(strategy).create(resolved).check(context))
                    .doesNotThrowAnyException();
        }
    }
}
