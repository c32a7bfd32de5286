package org.osnas.api.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SettingsTest {

    private static Settings given(Object value) {
        return Settings.of("search", Collections.singletonMap("key", value));
    }

    static List<Object> notWholeNumbers() {
        return List.of("5", 5.5, 1e300, Double.NaN, true, List.of(5), 1, 11, 1L << 40, -5);
    }

    @ParameterizedTest
    @MethodSource("notWholeNumbers")
    void wholeNumbers(Object wrong) {
        assertRefused(wrong, s -> s.integer("key", 3, 2, 10), "a whole number from 2 to 10");
        assertThat(given(2).integer("key", 3, 2, 10)).isEqualTo(2);
        assertThat(given(10L).integer("key", 3, 2, 10)).isEqualTo(10);
        Settings exponent = given(1e1);
        assertThat(exponent.integer("key", 3, 2, 10)).isEqualTo(10);
        assertThat(exponent.resolved(1)).containsEntry("key", 10);
        assertThat(given(1e12).wholeNumber("key", 0, 0, Long.MAX_VALUE)).isEqualTo(1_000_000_000_000L);
        assertThat(given(null).integer("key", 3, 2, 10)).isEqualTo(3);
        assertThat(Settings.empty().integer("key", 3, 2, 10)).isEqualTo(3);
    }

    static List<Object> notNumbers() {
        return List.of("0.5", false, -0.001, 1.001, Double.NaN, Double.POSITIVE_INFINITY, Map.of());
    }

    @ParameterizedTest
    @MethodSource("notNumbers")
    void numbers(Object wrong) {
        assertRefused(wrong, s -> s.number("key", 0.5, 0, 1), "a number from 0.0 to 1.0");
        assertThat(given(1).number("key", 0.5, 0, 1)).isEqualTo(1);
        assertThat(given(0.25f).number("key", 0.5, 0, 1)).isEqualTo(0.25);
        assertThat(Settings.empty().number("key", 0.5, 0, 1)).isEqualTo(0.5);
    }

    @Test
    void flags() {
        for (Object wrong : List.of("true", 1, "yes")) {
            assertRefused(wrong, s -> s.flag("key", true), "true or false");
        }
        assertThat(given(false).flag("key", true)).isFalse();
        assertThat(Settings.empty().flag("key", true)).isTrue();
    }

    @Test
    void choices() {
        for (Object wrong : List.of("Best", "", 3)) {
            assertRefused(wrong, s -> s.choice("key", "best", List.of("best", "first")), "one of best, first");
        }
        assertThat(given("first").choice("key", "best", List.of("best", "first")))
                .isEqualTo("first");
    }

    @Test
    void texts() {
        assertRefused(3, s -> s.text("key", "a"), "text");
        assertRefused(3, s -> s.text("key"), "text");
        assertThat(given("b").text("key", "a")).isEqualTo("b");
        assertThat(given("b").text("key")).contains("b");
        assertThat(Settings.empty().text("key")).isEmpty();
    }

    @Test
    void listsOfNumbers() {
        for (Object wrong : List.of("1", 1, List.of("1"), Arrays.asList(1, null))) {
            assertRefused(wrong, s -> s.numbers("key", List.of()), "a list of numbers");
        }
        assertThat(given(List.of(1, 2.5)).numbers("key", List.of())).containsExactly(1.0, 2.5);
        assertThat(Settings.empty().numbers("key", List.of(3.0))).containsExactly(3.0);
        assertRefused(List.of("a", 2), s -> s.texts("key", List.of()), "a list of texts");
        assertThat(given(List.of("a", "b")).texts("key", List.of())).containsExactly("a", "b");
        assertThat(Settings.empty().texts("key", List.of("c"))).containsExactly("c");
    }

    @Test
    void keysThatNobodyReadAreRefused() {
        Settings settings = Settings.of("search", Map.of("zeta", 1, "alpha", 2, "seed", 3));
        settings.integer("seed", 0, 0, 9);
        settings.flag("fast", false);
        assertThatThrownBy(settings::rejectUnknown)
                .isInstanceOf(BadInputException.class)
                .hasMessage("Unknown keys alpha, zeta in search. Known: fast, seed");
        assertThatThrownBy(given(1)::rejectUnknown).hasMessage("Unknown key key in search. Known: none");
        Settings.empty().rejectUnknown();
    }

    @Test
    void checksNameTheArgument() {
        assertThat(Check.atLeast("n", 2, 2)).isEqualTo(2);
        assertThatThrownBy(() -> Check.atLeast("n", 1, 2)).hasMessage("n must be at least 2, got 1");
        assertThat(Check.probability("p", 1)).isEqualTo(1);
        assertThatThrownBy(() -> Check.probability("p", 1.5)).hasMessage("p must be between 0.0 and 1.0, got 1.5");
        assertThatThrownBy(() -> Check.probability("p", Double.NaN)).isInstanceOf(BadInputException.class);
        assertThatThrownBy(() -> Check.positive("x", 0)).hasMessage("x must be a positive number, got 0.0");
        assertThatThrownBy(() -> Check.positive("x", Double.POSITIVE_INFINITY)).isInstanceOf(BadInputException.class);
        assertThatThrownBy(() -> Check.oddKernel(-1)).hasMessage("kernel must be odd and positive, got -1");
    }

    private static void assertRefused(Object value, Consumer<Settings> read, String expected) {
        assertThatThrownBy(() -> read.accept(given(value)))
                .isInstanceOf(BadInputException.class)
                .hasMessage("search.key must be " + expected + ", got '" + value + "'");
    }

    @Test
    void aDefaultMayDependOnTheTrials() {
        assertThat(Settings.empty().integer("key", trials -> trials / 5, 2, 10)).isEmpty();
        assertThat(given(7).integer("key", trials -> trials / 5, 2, 10)).hasValue(7);
        assertThatThrownBy(() -> given(11).integer("key", trials -> trials / 5, 2, 10))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("search.key must be a whole number from 2 to 10");
    }

    @Test
    void resolvedAreGivenValuesAndDefaultsInTheOrderOfReading() {
        Settings settings = Settings.of("search", Map.of("share", 0.5, "warm", Map.of("steps", 3)));
        settings.integer("population", trials -> trials / 5, 1, 100);
        settings.number("share", 0.1, 0, 1);
        settings.flag("fast", true);
        settings.text("metric");
        Settings warm = settings.section("warm");
        warm.integer("steps", 1, 0, 10);
        warm.number("rate", 0.25, 0, 1);
        settings.has("fast");

        assertThat(settings.resolved(50).entrySet())
                .containsExactly(
                        Map.entry("population", 10),
                        Map.entry("share", 0.5),
                        Map.entry("fast", true),
                        Map.entry("warm", Map.of("steps", 3, "rate", 0.25)));
        assertThat(settings.resolved(100)).containsEntry("population", 20);
    }
}
