package org.osnas.spaces.block;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WidthsTest {

    /** 18 would lose a tenth and more by rounding to 16, as the widths 24 · 0.75 and 16 · 0.7 of MobileNets do. */
    @ParameterizedTest
    @CsvSource({"18, 8, 24", "17, 8, 16", "20, 8, 24", "11.2, 8, 16", "3, 8, 8", "84, 8, 88", "83, 8, 80", "10, 1, 10"})
    void areMultiplesThatLoseLessThanATenth(double width, int step, int expected) {
        assertThat(Widths.divisible(width, step)).isEqualTo(expected);
    }
}
