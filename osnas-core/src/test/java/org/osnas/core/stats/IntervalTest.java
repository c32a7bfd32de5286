package org.osnas.core.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class IntervalTest {

    /** Figures of Newcombe, Statistics in Medicine 17 (1998), table I, method 3. */
    @Test
    void wilsonsIntervalsAreThoseOfTheLiterature() {
        assertInterval(81, 263, 0.2553, 0.3662);
        assertInterval(15, 148, 0.0624, 0.1605);
        assertInterval(0, 20, 0, 0.1611);
        assertInterval(1, 29, 0.0061, 0.1718);
    }

    private static void assertInterval(int right, int of, double low, double high) {
        Interval interval = Interval.wilson((double) right / of, of);
        assertThat(interval.low()).isCloseTo(low, within(5e-5));
        assertThat(interval.high()).isCloseTo(high, within(5e-5));
    }

    @Test
    void nothingIsKnownOfNoExamples() {
        assertThat(Interval.wilson(0.5, 0).low()).isNaN();
    }
}
