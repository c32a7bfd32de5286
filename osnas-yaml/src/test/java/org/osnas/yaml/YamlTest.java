package org.osnas.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.osnas.api.spi.BadInputException;

class YamlTest {

    @Test
    void plainWordsFollowYaml12() {
        assertThat(Yaml.readMap(
                        "a map", "{a: 1e6, b: 4e-5, c: on, d: no, e: -12, f: '3', g: .inf, h: ~, i: 1_000, j: 0x1F}"))
                .isEqualTo(Map.of(
                        "a",
                        1e6,
                        "b",
                        4e-5,
                        "c",
                        "on",
                        "d",
                        "no",
                        "e",
                        -12,
                        "f",
                        "3",
                        "g",
                        Double.POSITIVE_INFINITY,
                        "i",
                        "1_000",
                        "j",
                        "0x1F"));
        assertThat(Yaml.read("3000000000")).contains(3_000_000_000L);
        assertThat(Yaml.read("")).isEmpty();
        assertThat(Yaml.readMap("a map", "# nothing\n")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{a: 1, a: 2} | line 1: key 'a' stands here twice",
                "[1, ~] | line 1: an empty item in a list",
                "{[a]: 1} | line 1: a key must be a word",
                "a: &x [1] | line 1: anchors and aliases are not taken, got '&x'",
                "{<<: *x} | line 1: anchors and aliases are not taken, got '*x'",
                "a: !!str 3 | line 1: tags are not taken, got 'tag:yaml.org,2002:str'",
                "a: !!java.net.URL [x] | line 1: tags are not taken, got 'tag:yaml.org,2002:java.net.URL'",
                "[1, 2 | line 1: not valid YAML: expected ',' or ']', but got <stream end>",
                "a: 010 | line 1: '010' is an octal number for some readers of YAML and a decimal one for others. Write it without the first 0, or in quotes if it is a word",
                "[7, -0_17] | line 1: '-0_17' is an octal number for some readers of YAML and a decimal one for others. Write it without the first 0, or in quotes if it is a word",
                "{a: 1,6e6} | line 1: '6e6' stands between commas without a value. Write a number with a decimal point, and what a key is behind a colon, or ~ for nothing",
                "{a: 1, b: } | line 1: 'b' stands between commas without a value. Write a number with a decimal point, and what a key is behind a colon, or ~ for nothing",
                "{<<: {a: 1}} | line 1: merge keys are not taken, write out what '<<' would bring in",
                "3 | a space is a map of keys and values, got '3'",
            })
    void mistakesNameTheirLine(String text, String message) {
        assertThatThrownBy(() -> Yaml.readMap("a space", text))
                .isInstanceOf(BadInputException.class)
                .hasMessage(message);
    }

    /** Whatever a reader of YAML 1.1 takes a word for, here it is the number that is written, or no number. */
    @ParameterizedTest
    @CsvSource({
        "1e6, 1000000",
        "1.6e6, 1600000",
        "1.6E+6, 1600000",
        ".5, 0.5",
        "5., 5",
        "-.5e1, -5",
        "+7, 7",
        "0, 0",
        "00.5, 0.5",
        "1_000,",
        "1_000.5,",
        "1:30,",
        "0x10,",
        "0o10,",
        "0b10,",
        "1e999,",
        "1e-999,",
        "'1,5',",
        "1.000.000,",
        "1e6s,",
        "NaN,",
        "٣,",
    })
    void aNumberIsTheOneThatIsWritten(String text, Double number) {
        Object value = Yaml.readMap("a map", "a: " + text).get("a");
        if (number == null) {
            assertThat(value).isEqualTo(text);
        } else {
            assertThat(((Number) value).doubleValue()).isEqualTo(number);
        }
    }

    @Test
    void marksAndEndsOfLinesAreNoPartOfTheText() {
        Map<String, Object> map = Map.of("a", Map.of("b", 1, "c", "x"), "d", "on");
        String text = "a:\n  b: 1\n  c: x\nd: on\n";
        for (String written : List.of(
                "\uFEFF" + text,
                text.replace("\n", "\r\n"),
                text.replace("\n", "\r"),
                "%YAML 1.1\n---\n" + text + "...\n")) {
            assertThat(Yaml.readMap("a map", written)).isEqualTo(map);
        }
        for (String tab : List.of("a:\n\tb: 1\n", "a:\n  b:\t1\n")) {
            assertThatThrownBy(() -> Yaml.read(tab))
                    .isInstanceOf(BadInputException.class)
                    .hasMessageStartingWith("line 2: not valid YAML")
                    .hasMessageContaining("TAB");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a:\u00a00.5",
                "a: 0.5\u00a0",
                "a: \u202f0.5",
                "\u200ba: 1",
                "a: [1, \u20602]",
                "a: \u201c0.5\u201d",
                "a: \u201edata\u201c",
                "a: \u2018x\u2019",
            })
    void whatIsCopiedFromPagesIsRefused(String text) {
        assertThatThrownBy(() -> Yaml.readMap("a map", "b: 'x y' # \u201c\n" + text))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("ine 2: ")
                .hasMessageMatching("(?s).*(holds an invisible character, U\\+|begins with a printed quote).*");
    }

    @Test
    void wordsThatLookAsCopiedAreWrittenInQuotes() {
        Map<String, Object> map = Map.of("a", "x\u00a0y", "b", "\u201cz\u201d");
        assertThat(Yaml.readMap("a map", Yaml.write(map))).isEqualTo(map);
    }

    @Test
    void aSecondDocumentIsRefused() {
        assertThatThrownBy(() -> Yaml.read("a: 1\n---\na: 2\n"))
                .isInstanceOf(BadInputException.class)
                .hasMessageStartingWith("line 2: not valid YAML");
    }

    @Test
    void whatGrowsWithoutBoundIsRefused() {
        StringBuilder laughs = new StringBuilder("a0: &a0 [x, x]\n");
        for (int i = 1; i < 40; i++) {
            laughs.append("a%d: &a%d [*a%d, *a%d]%n".formatted(i, i, i - 1, i - 1));
        }
        for (String text :
                List.of(laughs.toString(), "a: &a [*a]", "[".repeat(100_000), "x".repeat(4_000_000), "a: \u0001")) {
            assertThatThrownBy(() -> Yaml.read(text)).isInstanceOf(BadInputException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "on",
                "no",
                "yes",
                "true",
                "null",
                "~",
                "1e6",
                "4e-5",
                "012",
                "010",
                "1e999",
                "<<",
                "0x1F",
                "1_000",
                ".inf",
                "a: b",
                "- a",
                "#x",
                "a # b",
                "'",
                "\"",
                " a ",
                "two\nlines",
                "*a",
                "&a",
                "!a",
                "{a}",
                "2026-01-01",
                "1:30",
                "ä – ✓"
            })
    void stringsAreReadAsTheyWereWritten(String text) {
        Map<String, Object> map = Map.of("a key", text, "list", List.of(text, text));

        assertThat(Yaml.readMap("it", Yaml.write(map))).isEqualTo(map);
        Object byOther = new org.yaml.snakeyaml.Yaml().load(Yaml.write(map));
        assertThat(byOther).as("a reader of YAML 1.1").isEqualTo(map);
    }

    @Test
    void valuesAreReadAsTheyWereWritten() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("numbers", List.of(1, -7, 3_000_000_000L, 0.1, 4e-5, 1e300, Double.NaN, Double.NEGATIVE_INFINITY));
        map.put("flags", List.of(true, false));
        map.put("empty", Map.of("map", Map.of(), "list", List.of()));
        List<Object> twice = new ArrayList<>(List.of("same"));
        map.put("first", twice);
        map.put("second", twice);
        map.put("on", "on");

        assertThat(Yaml.readMap("it", Yaml.write(map))).isEqualTo(map);
        assertThat(Yaml.write(Map.of("budget", Map.of("macs", List.of(1.5, 2)))))
                .isEqualTo("budget:\n  macs:\n  - 1.5\n  - 2\n");
    }
}
