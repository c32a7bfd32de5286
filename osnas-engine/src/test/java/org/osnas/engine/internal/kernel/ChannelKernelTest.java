package org.osnas.engine.internal.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.osnas.engine.internal.kernel.Data.floats;

import java.nio.FloatBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.osnas.api.spi.BadInputException;

class ChannelKernelTest {

    private static final String RANGES =
            """
            rows, channels, from, to
            1, 1, 0, 1
            5, 3, 1, 2
            2311, 7, 0, 3
            257, 144, 100, 144
            70001, 16, 8, 16
            3, 1500, 7, 1400""";

    @ParameterizedTest
    @CsvSource(useHeadersInDisplayName = true, textBlock = RANGES)
    void slicesAndPlacesWhatItShould(int rows, int channels, int from, int to) {
        int width = to - from;
        FloatBuffer x = Data.normal("x", rows * channels);
        FloatBuffer packed = Data.normal("packed", rows * width);
        float[] placed = floats(x);
        float[] sliced = new float[rows * width];
        for (int i = 0; i < sliced.length; i++) {
            int at = i / width * channels + from + i % width;
            sliced[i] = x.get(at);
            placed[at] = packed.get(i);
        }
        FloatBuffer y = Data.normal("left over", rows * width);
        ChannelKernel.slice(x, rows, channels, from, to, y);
        assertThat(floats(y)).isEqualTo(sliced);

        FloatBuffer whole = Data.copy(x);
        ChannelKernel.place(packed, rows, channels, from, to, whole);
        assertThat(floats(whole)).isEqualTo(placed);
    }

    @ParameterizedTest
    @CsvSource({"1,2,2", "257,6,2", "257,6,3", "2311,48,4", "30001,16,2", "5,1500,3", "7,5,1"})
    void shuffleInterleavesGroupsAndItsGradientUndoesIt(int rows, int channels, int groups) {
        FloatBuffer x = Data.normal("x", rows * channels);
        float[] expected = new float[rows * channels];
        int each = channels / groups;
        for (int i = 0; i < expected.length; i++) {
            int row = i / channels;
            int g = i % channels / each;
            expected[row * channels + i % each * groups + g] = x.get(row * channels + g * each + i % each);
        }
        FloatBuffer y = Data.empty(rows * channels);
        ChannelKernel.shuffle(x, rows, channels, groups, y);
        assertThat(floats(y)).isEqualTo(expected);
        ChannelKernel.shuffle(y, rows, channels, channels / groups, y);
        assertThat(floats(y)).isEqualTo(floats(x));
    }

    @Test
    void refusesRangesAndGroupsThatDoNotFit() {
        FloatBuffer x = Data.empty(12);
        assertThatThrownBy(() -> ChannelKernel.slice(x, 3, 4, 2, 5, x))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("within 0 to 4");
        assertThatThrownBy(() -> ChannelKernel.shuffle(x, 3, 4, 3, x))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("3 groups must divide the 4 channels");
    }
}
