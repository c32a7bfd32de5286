package org.osnas.api.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.osnas.api.random.Seeds;
import org.osnas.api.space.Architecture;
import org.osnas.api.space.Shape;

/** A layer alone, a stage of four that choose interchangeably, a layer alone, a stage of two. */
class ExpectedCostsTest {

    private static final int LAYERS = 8;
    private static final int CANDIDATES = 4;

    private final RandomGenerator random = Seeds.generator(7, "expected-costs", 0);
    private final LookupTable table = table(LAYERS, CANDIDATES, List.of(1, 4, 1, 2));

    private LookupTable table(int layers, int candidates, List<Integer> stages) {
        double[][] cost = new double[layers][candidates];
        for (double[] layer : cost) {
            Arrays.setAll(layer, c -> random.nextInt(1000));
        }
        return new LookupTable(Metric.MACS, 100, cost, "toy", new Shape(8, 8, 3), "f").withStages(stages);
    }

    private double[][] softmaxed(double[][] logits) {
        double[][] p = new double[logits.length][];
        for (int l = 0; l < p.length; l++) {
            double sum = Arrays.stream(logits[l]).map(Math::exp).sum();
            p[l] = Arrays.stream(logits[l]).map(z -> Math.exp(z) / sum).toArray();
        }
        return p;
    }

    private double[][] logits() {
        double[][] logits = new double[LAYERS][CANDIDATES];
        for (double[] layer : logits) {
            Arrays.setAll(layer, c -> 1.5 * random.nextGaussian());
        }
        return logits;
    }

    @Test
    void certaintyCostsWhatTheArchitectureCostsInAnyOrder() {
        for (int i = 0; i < 200; i++) {
            int[] choices = random.ints(LAYERS, 0, CANDIDATES).toArray();
            double[][] certain = new double[LAYERS][CANDIDATES];
            for (int l = 0; l < LAYERS; l++) {
                certain[l][choices[l]] = 1;
            }
            Architecture architecture = Architecture.of(choices);
            assertThat(table.expected(certain)).as("%s", architecture).isEqualTo(table.cost(architecture));
        }
    }

    @Test
    void isTheMeanOfAllArchitecturesByTheirProbability() {
        LookupTable small = table(4, 3, List.of(3, 1));
        double[][] p = {{0.2, 0.5, 0.3}, {0.7, 0, 0.3}, {0.05, 0.05, 0.9}, {0.4, 0.6, 0}};
        double mean = 0;
        for (int rank = 0; rank < 81; rank++) {
            int[] choices = {rank % 3, rank / 3 % 3, rank / 9 % 3, rank / 27};
            double chance = 1;
            for (int l = 0; l < 4; l++) {
                chance *= p[l][choices[l]];
            }
            mean += chance * small.cost(Architecture.of(choices));
        }
        assertThat(small.expected(p)).isCloseTo(mean, within(1e-9));
    }

    @Test
    void isTheMeanOfArchitecturesThatAreDrawn() {
        double[][] p = softmaxed(logits());
        int draws = 40_000;
        double sum = 0;
        double squares = 0;
        for (int i = 0; i < draws; i++) {
            int[] choices = new int[LAYERS];
            for (int l = 0; l < LAYERS; l++) {
                double left = random.nextDouble();
                while (choices[l] < CANDIDATES - 1 && (left -= p[l][choices[l]]) >= 0) {
                    choices[l]++;
                }
            }
            double cost = table.cost(Architecture.of(choices));
            sum += cost;
            squares += cost * cost;
        }
        double mean = sum / draws;
        double error = Math.sqrt((squares / draws - mean * mean) / draws);
        assertThat(table.expected(p)).isCloseTo(mean, within(4 * error));
        double oneByOne = table.base();
        for (int l = 0; l < LAYERS; l++) {
            for (int c = 0; c < CANDIDATES; c++) {
                oneByOne += p[l][c] * table.blockCost(l, c);
            }
        }
        assertThat(Math.abs(oneByOne - mean))
                .as("the sum over layers as if their order were fixed is another number")
                .isGreaterThan(10 * error);
    }

    @Test
    void theGradientFollowsFiniteDifferences() {
        double[][] p = softmaxed(logits());
        double[][] gradient = new double[LAYERS][CANDIDATES];
        assertThat(table.expected(p, gradient)).isEqualTo(table.expected(p));
        double h = 1e-4;
        for (int l = 0; l < LAYERS; l++) {
            for (int c = 0; c < CANDIDATES; c++) {
                double[][] more = Arrays.stream(p).map(double[]::clone).toArray(double[][]::new);
                double[][] less = Arrays.stream(p).map(double[]::clone).toArray(double[][]::new);
                more[l][c] += h;
                less[l][c] -= h;
                assertThat(gradient[l][c])
                        .as("layer %d, candidate %d", l, c)
                        .isCloseTo((table.expected(more) - table.expected(less)) / (2 * h), within(1e-5));
            }
        }
    }
}
