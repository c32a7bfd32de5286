package org.osnas.engine.internal.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.osnas.engine.internal.kernel.Data.assertClose;
import static org.osnas.engine.internal.kernel.Data.doubles;

import java.nio.FloatBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.osnas.api.random.Seeds;
import org.osnas.api.spi.BadInputException;

class DepthwiseKernelTest {

    private static final String SIZES =
            """
            1,1,1,1      # n, h, w, c
            3,1,5,3
            2,5,1,7
            5,2,2,16
            2,7,6,3
            3,4,5,144
            1,9,8,1
            7,6,3,33
            2,3,40,144
            1,2,3,2500
            2,33,31,5""";

    static java.util.stream.Stream<DepthwiseReference> shapes() {
        return SIZES.lines()
                .map(line -> line.replaceAll("#.*", "").trim().split(","))
                .flatMap(s -> java.util.stream.Stream.of(1, 3, 5, 7, 9).flatMap(k -> java.util.stream.Stream.of(1, 2, 3)
                        .map(stride -> new DepthwiseReference(
                                Integer.parseInt(s[0]),
                                Integer.parseInt(s[1]),
                                Integer.parseInt(s[2]),
                                Integer.parseInt(s[3]),
                                k,
                                stride))));
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void weightGradientMatchesTheDefinition(DepthwiseReference r) {
        FloatBuffer x = Data.normal("x", r.inputSize());
        FloatBuffer gy = Data.normal("gy", r.outputSize());
        FloatBuffer dw = Data.normal("left over", r.kernel() * r.kernel() * r.c(), 0, 9);
        DepthwiseKernel.weightGradient(x, gy, r.n(), r.h(), r.w(), r.c(), r.kernel(), r.stride(), dw);
        assertClose(dw, r.weightGradient(doubles(x), doubles(gy)), 3e-6);
    }

    @Test
    void weightGradientMatchesTheDefinitionOnRandomShapes() {
        var random = Seeds.generator(3, "shapes", 0);
        for (int i = 0; i < 150; i++) {
            var r = new DepthwiseReference(
                    random.nextInt(1, 9),
                    random.nextInt(1, 14),
                    random.nextInt(1, 14),
                    random.nextInt(1, 40),
                    2 * random.nextInt(4) + 1,
                    random.nextInt(1, 4));
            weightGradientMatchesTheDefinition(r);
        }
    }

    @ParameterizedTest
    @CsvSource({"3,1", "5,1", "7,1", "3,2", "5,2", "7,2"})
    void weightGradientOfABatchOverManyChunks(int kernel, int stride) {
        weightGradientMatchesTheDefinition(new DepthwiseReference(37, 13, 11, 48, kernel, stride));
    }

    @ParameterizedTest
    @CsvSource({"1", "3", "5", "7"})
    void forwardWithFlippedWeightsIsTheInputGradient(int kernel) {
        var r = new DepthwiseReference(2, 6, 5, 7, kernel, 1);
        FloatBuffer weights = Data.normal("weights", kernel * kernel * 7);
        FloatBuffer gy = Data.normal("gy", r.outputSize());
        FloatBuffer flipped = Data.empty(weights.limit());
        DepthwiseKernel.flip(weights, kernel, 7, flipped);
        double[] expected = r.inputGradient(doubles(weights), doubles(gy));
        double[] forward = r.forward(doubles(gy), doubles(flipped));
        assertThat(forward).containsExactly(expected, org.assertj.core.data.Offset.offset(1e-12));
    }

    @Test
    void resultsDoNotDependOnTheNumberOfThreads() {
        var r = new DepthwiseReference(19, 12, 12, 40, 5, 1);
        FloatBuffer x = Data.normal("x", r.inputSize());
        FloatBuffer gy = Data.normal("gy", r.outputSize());
        Data.assertSameForAnyThreads(() -> {
            FloatBuffer dw = Data.empty(25 * 40);
            DepthwiseKernel.weightGradient(x, gy, 19, 12, 12, 40, 5, 1, dw);
            return Data.floats(dw);
        });
    }

    @Test
    void refusesWhatItCannotCompute() {
        FloatBuffer buffer = Data.empty(16);
        assertThatThrownBy(() -> DepthwiseKernel.weightGradient(buffer, buffer, 1, 4, 4, 1, 4, 1, buffer))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("kernel must be odd");
        assertThatThrownBy(() -> DepthwiseKernel.weightGradient(buffer, buffer, 1, 5, 4, 1, 3, 1, buffer))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("20 floats, got one of 16");
    }
}
