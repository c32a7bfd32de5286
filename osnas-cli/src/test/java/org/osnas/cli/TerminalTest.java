package org.osnas.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.osnas.cli.CommandRun.osnas;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What people see while something goes on. */
class TerminalTest {

    private final ProgressLine line = new ProgressLine(new Pace(10, 100, "trials"));

    @ParameterizedTest
    @ValueSource(ints = {2, 20, 40, 60, 80, 120, 300})
    void theBarIsAtLeastOneColumnShortOfTheTerminal(int width) {
        for (long done : new long[] {0, 10, 55, 100}) {
            assertThat(line.line("search", done, 7, "best score 0.8123", width).length())
                    .isLessThan(width);
        }
    }

    @Test
    void theBarSaysHowMuchIsDoneHowFastAndHowLongItTakes() {
        assertThat(line.line("search", 55, 90, " best score 0.8123", 200))
                .isEqualTo("search [================              ] 55/100 trials, 0.5 trials/s, 90 s left,"
                        + " best score 0.8123");
    }

    @Test
    void nothingIsGuessedFromTheFirstPieces() {
        Pace pace = new Pace(10, 100, "trials");
        assertThat(pace.text(10, 50)).isEmpty();
        assertThat(pace.text(12, 50)).isEmpty();
        assertThat(pace.text(40, 1)).isEmpty();
        assertThat(pace.text(40, 60)).isEqualTo(", 0.5 trials/s, 2 min left");
        assertThat(pace.text(100, 60)).isEqualTo(", 1.5 trials/s");
    }

    @ParameterizedTest
    @CsvSource({
        "123.4, 123 steps/s",
        "2.345, 2.3 steps/s",
        "0.31, 0.3 steps/s",
        "0.031, 0.031 steps/s",
        "0.001, 3.6 steps/h"
    })
    void ratesAreSober(double rate, String text) {
        assertThat(Units.rate(rate, "steps")).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({"0, 0 s", "3.21, 3.2 s", "100, 100 s", "600, 10 min", "9000, 2.5 h"})
    void timesAreSuchAsOneGrasps(double seconds, String text) {
        assertThat(Units.duration(seconds)).isEqualTo(text);
    }

    @Test
    void whatIsAdvisedCanBeTypedAsItStands() {
        assertThat(Invocation.again(List.of(Path.of("a.jar"), Path.of("my plug.jar")), "search", "-o", "it's"))
                .isEqualTo("./osnas search -o 'it'\\''s' --plugin a.jar --plugin 'my plug.jar'");
    }

    @Test
    void helpAndQuietAndVerboseAreThereForEveryCommand() {
        assertThat(osnas("help").out()).contains("search", "check", "--quiet", "--verbose");
        assertThat(osnas("help", "cost").out()).contains("--space", "-q, --quiet");
        CommandRun both = osnas("list", "-q", "-v");
        assertThat(both.status()).isEqualTo(2);
        assertThat(both.message()).contains("say the opposite");
        assertThat(osnas("list", "spaces", "--quiet").out()).contains("mbconv-micro");
    }
}
