package org.osnas.tasks.augment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.random.RandomGenerator;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.osnas.api.random.Seeds;
import org.osnas.api.space.Shape;
import org.osnas.api.spi.BadInputException;

class MixingTest {

    private static final Shape SHAPE = new Shape(6, 5, 2);
    private static final int SIZE = 4;
    private static final int LENGTH = 60;

    /** Images whose numbers are all that of their class, and the classes. */
    private static final class Examples {
        final float[] inputs = new float[SIZE * LENGTH];
        final float[] labels = new float[SIZE * SIZE];

        Examples() {
            for (int i = 0; i < SIZE; i++) {
                labels[i * SIZE + i] = 1;
                for (int k = 0; k < LENGTH; k++) {
                    inputs[i * LENGTH + k] = i;
                }
            }
        }

        Examples mixed(Mixing mixing, int number) {
            mixing.apply(inputs, labels, SHAPE, Seeds.generator(3, "mixing test", number));
            return this;
        }

        /** The share of the numbers of an image that are a class's. */
        double share(int example, int of) {
            int count = 0;
            for (int k = 0; k < LENGTH; k++) {
                count += inputs[example * LENGTH + k] == of ? 1 : 0;
            }
            return (double) count / LENGTH;
        }

        double label(int example, int of) {
            return labels[example * SIZE + of];
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.2, 1, 4})
    void theMassOfLabelsStaysOne(double alpha) {
        for (Mixing mixing : new Mixing[] {new Mixing(alpha, 0), new Mixing(0, alpha), new Mixing(alpha, alpha)}) {
            for (int number = 0; number < 20; number++) {
                Examples examples = new Examples().mixed(mixing, number);
                for (int i = 0; i < SIZE; i++) {
                    double mass = 0;
                    for (int c = 0; c < SIZE; c++) {
                        assertThat(examples.label(i, c)).isBetween(0.0, 1.0);
                        mass += examples.label(i, c);
                    }
                    assertThat(mass).isCloseTo(1, within(1e-6));
                }
            }
        }
    }

    /** With images that are all their class, an input is what its labels say. */
    @Test
    void mixupWeighsInputsAsLabels() {
        double furthest = 0;
        for (int number = 0; number < 20; number++) {
            Examples examples = new Examples().mixed(new Mixing(1, 0), number);
            for (int i = 0; i < SIZE; i++) {
                double expected = 0;
                for (int c = 0; c < SIZE; c++) {
                    expected += c * examples.label(i, c);
                }
                for (int k = 0; k < LENGTH; k++) {
                    assertThat((double) examples.inputs[i * LENGTH + k]).isCloseTo(expected, within(1e-5));
                }
                furthest = Math.max(furthest, 1 - examples.label(i, i));
            }
        }
        assertThat(furthest).isGreaterThan(0.5);
    }

    @Test
    void cutMixCountsPixels() {
        int cut = 0;
        for (int number = 0; number < 20; number++) {
            Examples examples = new Examples().mixed(new Mixing(0, 1), number);
            for (int i = 0; i < SIZE; i++) {
                for (int c = 0; c < SIZE; c++) {
                    assertThat(examples.share(i, c)).isCloseTo(examples.label(i, c), within(1e-6));
                }
                cut += examples.label(i, i) < 1 ? 1 : 0;
            }
        }
        assertThat(cut).isGreaterThan(20);
    }

    @Test
    void nothingIsMixedWithoutAStrength() {
        Examples plain = new Examples();
        Examples mixed = new Examples().mixed(Mixing.NONE, 1);
        assertThat(mixed.inputs).isEqualTo(plain.inputs);
        assertThat(mixed.labels).isEqualTo(plain.labels);
        assertThatThrownBy(() -> new Mixing(-1, 0))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("mixup");
    }

    /** Beta(α, α) has the mean 1/2 and the variance 1 / (4 (2 α + 1)). */
    @ParameterizedTest
    @ValueSource(doubles = {0.1, 0.4, 1, 3})
    void weightsAreBetaDistributed(double alpha) {
        RandomGenerator random = Seeds.generator(1, "beta test", 0);
        double[] drawn = DoubleStream.generate(() -> Beta.symmetric(alpha, random))
                .limit(20_000)
                .toArray();
        double mean = DoubleStream.of(drawn).average().orElseThrow();
        double variance = DoubleStream.of(drawn)
                .map(x -> (x - mean) * (x - mean))
                .average()
                .orElseThrow();
        assertThat(mean).isCloseTo(0.5, within(0.01));
        assertThat(variance).isCloseTo(1 / (4 * (2 * alpha + 1)), within(0.005));
        assertThat(DoubleStream.of(drawn).allMatch(x -> x >= 0 && x <= 1)).isTrue();
    }
}
