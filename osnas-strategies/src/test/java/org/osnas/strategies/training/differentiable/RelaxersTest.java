package org.osnas.strategies.training.differentiable;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.osnas.api.random.Seeds;
import org.osnas.api.search.RelaxedModel;
import org.osnas.api.space.SearchSpace;
import org.osnas.api.training.ArchitectureLogits;
import org.osnas.api.training.PathChoice;
import org.osnas.tck.SyntheticLandscape;
import org.osnas.tck.SyntheticSpace;

class RelaxersTest {

    private static final SearchSpace SPACE = SyntheticSpace.of(1, 4, 1, 3);
    private static final RelaxedModel MODEL =
            SyntheticLandscape.of(SPACE, 2).withRuggedness(0.5).relaxed();
    private static final double[][] LOGITS = {{0.3, -1, 1.2, 0}, {0.4}, {-0.7, 0.9, 0.1}};
    private static final ArchitectureLogits AT = new ArchitectureLogits(LOGITS);
    private static final int DRAWS = 20_000;

    private static Relaxer.Draw draw(Relaxer relaxer, double[][] logits, double temperature, long index) {
        return relaxer.draw(new ArchitectureLogits(logits), temperature, Seeds.generator(7, "draw", index));
    }

    /** Central difference of a function of the logits. */
    private static double difference(ToDoubleFunction<double[][]> loss, int layer, int candidate) {
        double h = 1e-5;
        double[] sides = new double[2];
        for (int side = 0; side < 2; side++) {
            double[][] moved = Stream.of(LOGITS).map(double[]::clone).toArray(double[][]::new);
            moved[layer][candidate] += side == 0 ? -h : h;
            sides[side] = loss.applyAsDouble(moved);
        }
        return (sides[1] - sides[0]) / (2 * h);
    }

    private static void requireGradient(double[][] gradient, ToDoubleFunction<double[][]> loss) {
        for (int l = 0; l < LOGITS.length; l++) {
            for (int c = 0; c < LOGITS[l].length; c++) {
                assertThat(gradient[l][c])
                        .as("layer %d candidate %d", l, c)
                        .isCloseTo(difference(loss, l, c), within(1e-7));
            }
        }
    }

    /** At one and the same noise the mixture is a smooth function of the logits. */
    @Test
    void gradientsOfSoftMixturesFollowFiniteDifferences() {
        for (Relaxer relaxer : List.of(new Softmax(), new GumbelSoftmax())) {
            for (double temperature : new double[] {1, 0.3, 5}) {
                for (long index = 0; index < 5; index++) {
                    long i = index;
                    Relaxer.Draw draw = draw(relaxer, LOGITS, temperature, i);
                    requireGradient(
                            draw.logitGradient(MODEL.relax(draw.mixture()).gradient()),
                            logits -> MODEL.relax(draw(relaxer, logits, temperature, i)
                                            .mixture())
                                    .loss());
                }
            }
        }
    }

    /** Straight through: forwards one-hot, backwards the Gumbel-softmax at the drawn blocks. */
    @Test
    void hardGumbelGoesBackThroughTheSoftWeightsOfWhatRan() {
        for (long index = 0; index < 5; index++) {
            long i = index;
            Relaxer.Draw hard = draw(new HardGumbel(), LOGITS, 0.7, i);
            double[][] gradient = zeroWhereNothingRuns(hard.mixture());
            requireGradient(hard.logitGradient(gradient), logits -> {
                PathChoice.Weighted soft =
                        draw(new GumbelSoftmax(), logits, 0.7, i).mixture();
                return dot(gradient, soft);
            });
        }
    }

    private static double[][] zeroWhereNothingRuns(PathChoice.Weighted mixture) {
        double[][] gradient = MODEL.relax(mixture).gradient();
        for (int l = 0; l < gradient.length; l++) {
            for (int c = 0; c < gradient[l].length; c++) {
                gradient[l][c] *= mixture.runs(l, c) ? 1 : 0;
            }
        }
        return gradient;
    }

    private static double dot(double[][] gradient, PathChoice.Weighted weights) {
        double sum = 0;
        for (int l = 0; l < gradient.length; l++) {
            for (int c = 0; c < gradient[l].length; c++) {
                sum += gradient[l][c] * weights.weight(l, c);
            }
        }
        return sum;
    }

    @Test
    void hardGumbelRunsOneBlockALayer() {
        for (long i = 0; i < 50; i++) {
            PathChoice.Weighted mixture = draw(new HardGumbel(), LOGITS, 1, i).mixture();
            for (int l = 0; l < LOGITS.length; l++) {
                assertThat(mixture.active(l)).isEqualTo(1);
            }
        }
    }

    /** The gates' gradients go through the softmax of the two logits. */
    @Test
    void twoPathsGoBackThroughTheSoftmaxOfThePair() {
        for (long index = 0; index < 20; index++) {
            Relaxer.Draw draw = draw(new TwoPaths(), LOGITS, 1, index);
            PathChoice.Weighted gates = draw.mixture();
            double[][] gradient = zeroWhereNothingRuns(gates);
            requireGradient(draw.logitGradient(gradient), logits -> {
                double sum = 0;
                for (int l = 0; l < logits.length; l++) {
                    double total = 0;
                    double weighed = 0;
                    for (int c = 0; c < logits[l].length; c++) {
                        double e = gates.runs(l, c) ? Math.exp(logits[l][c]) : 0;
                        total += e;
                        weighed += e * gradient[l][c];
                    }
                    sum += weighed / total;
                }
                return sum;
            });
            assertThat(gates.active(0)).isEqualTo(2);
            assertThat(gates.active(1)).isEqualTo(1);
        }
    }

    @Test
    void twoPathsKeepTheProbabilityOfThePair() {
        Relaxer.Draw draw = draw(new TwoPaths(), LOGITS, 1, 3);
        double[][] after = {{0.9, -1.4, 1.7, 0.2}, {0.4}, {-0.2, 0.3, 0.5}};
        double[][] moved = Stream.of(after).map(double[]::clone).toArray(double[][]::new);
        draw.settle(AT, moved);
        for (int l : new int[] {0, 2}) {
            double before = 0;
            double now = 0;
            for (int c = 0; c < LOGITS[l].length; c++) {
                if (draw.mixture().runs(l, c)) {
                    before += Math.exp(LOGITS[l][c]);
                    now += Math.exp(moved[l][c]);
                } else {
                    assertThat(moved[l][c]).isEqualTo(after[l][c]);
                }
            }
            assertThat(now).isCloseTo(before, within(1e-12));
        }
    }

    static List<Relaxer> samplers() {
        return List.of(new HardGumbel(), new TwoPaths());
    }

    /** 99 % quantiles of chi-squared: 11.34 with 3 degrees of freedom, 9.21 with 2. */
    @ParameterizedTest
    @MethodSource("samplers")
    void pathsFollowTheSoftmaxOfTheLogits(Relaxer relaxer) {
        double[][] counts = {new double[4], new double[1], new double[3]};
        for (long i = 0; i < DRAWS; i++) {
            PathChoice path = relaxer.path(AT, 0.1, Seeds.generator(5, "path", i));
            for (int l = 0; l < counts.length; l++) {
                counts[l][((PathChoice.Single) path).architecture().choice(l)]++;
            }
        }
        assertThat(chiSquared(counts[0], AT.probabilities()[0])).isLessThan(11.34);
        assertThat(chiSquared(counts[2], AT.probabilities()[2])).isLessThan(9.21);
    }

    /** The largest weight of a Gumbel-softmax is a draw from the softmax at every temperature. */
    @Test
    void gumbelSamplesFollowTheSoftmax() {
        for (double temperature : new double[] {5, 0.5}) {
            double[] counts = new double[4];
            double[] active = new double[4];
            for (long i = 0; i < DRAWS; i++) {
                PathChoice.Weighted soft =
                        draw(new GumbelSoftmax(), LOGITS, temperature, i).mixture();
                PathChoice.Weighted hard =
                        draw(new HardGumbel(), LOGITS, temperature, i).mixture();
                int largest = 0;
                for (int c = 0; c < 4; c++) {
                    largest = soft.weight(0, c) > soft.weight(0, largest) ? c : largest;
                    active[c] += hard.weight(0, c);
                }
                counts[largest]++;
            }
            assertThat(chiSquared(counts, AT.probabilities()[0])).isLessThan(11.34);
            assertThat(active)
                    .as("the hard draw is the largest of the soft one")
                    .isEqualTo(counts);
        }
    }

    /** Two without replacement, then one of the two: again a draw from the softmax. */
    @Test
    void pairsAreDrawnWithoutReplacement() {
        double[] p = AT.probabilities()[0];
        double[] pairs = new double[6];
        double[] expected = new double[6];
        int[][] names = {{0, 1}, {0, 2}, {0, 3}, {1, 2}, {1, 3}, {2, 3}};
        for (int n = 0; n < 6; n++) {
            double a = p[names[n][0]];
            double b = p[names[n][1]];
            expected[n] = a * b / (1 - a) + b * a / (1 - b);
        }
        for (long i = 0; i < DRAWS; i++) {
            PathChoice.Weighted gates = draw(new TwoPaths(), LOGITS, 1, i).mixture();
            for (int n = 0; n < 6; n++) {
                pairs[n] += gates.runs(0, names[n][0]) && gates.runs(0, names[n][1]) ? 1 : 0;
            }
        }
        // 5 degrees of freedom.
        assertThat(chiSquared(pairs, expected)).isLessThan(15.09);
    }

    private static double chiSquared(double[] counts, double[] probabilities) {
        double sum = 0;
        for (int c = 0; c < counts.length; c++) {
            double expected = DRAWS * probabilities[c];
            sum += (counts[c] - expected) * (counts[c] - expected) / expected;
        }
        return sum;
    }

    @Test
    void temperaturesFall() {
        Temperature fbnet = new Temperature(5, 0.05, true);
        assertThat(fbnet.at(0, 101)).isEqualTo(5);
        assertThat(fbnet.at(50, 101)).isCloseTo(0.5, within(1e-12));
        assertThat(fbnet.at(100, 101)).isCloseTo(0.05, within(1e-12));
        Temperature gdas = new Temperature(10, 0.1, false);
        assertThat(gdas.at(50, 101)).isCloseTo(5.05, within(1e-12));
        assertThat(gdas.at(0, 1)).isEqualTo(10);
    }
}
