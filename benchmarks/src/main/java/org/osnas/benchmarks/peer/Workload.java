package org.osnas.benchmarks.peer;

import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.osnas.api.random.Seeds;
import org.osnas.api.space.Architecture;
import org.osnas.api.space.SearchSpace;
import org.osnas.benchmarks.suite.SpaceOption;
import org.osnas.engine.optim.OptimizerConfig;

/**
 * What all contenders of a comparison train: space, batch, data, optimizer. Equal values give equal numbers.
 *
 * @param space name of a search space, at its default input and classes
 * @param batch images of a step
 */
record Workload(String space, Mode mode, int batch, long seed) {

    static final OptimizerConfig OPTIMIZER = new OptimizerConfig(0.9, 4e-5, Double.POSITIVE_INFINITY);
    static final double LEARNING_RATE = 0.01;

    SearchSpace searchSpace() {
        return SpaceOption.space(space);
    }

    /**
     * The architecture that chooses {@code l + shift} (modulo the candidates) in layer l: every candidate about equally
     * often, so that its cost is about the mean of the space.
     */
    static Architecture cyclic(SearchSpace space, int shift) {
        int[] sizes = space.sizes();
        return Architecture.of(IntStream.range(0, sizes.length)
                .map(l -> (l + shift) % sizes[l])
                .toArray());
    }

    /** The space whose weights a contender trains. */
    SearchSpace trained() {
        SearchSpace whole = searchSpace();
        return mode == Mode.SINGLE ? whole.restrictTo(cyclic(whole, 0)) : whole;
    }

    /** Standard normal values, {@code [batch, height, width, channels]}. */
    float[] features() {
        RandomGenerator random = Seeds.generator(seed, "features", 0);
        float[] values = new float[(int) (batch * searchSpace().input().elements())];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return values;
    }

    /** A class an image. */
    int[] labels() {
        RandomGenerator random = Seeds.generator(seed, "labels", 0);
        int classes = SpaceOption.classes(searchSpace());
        return IntStream.range(0, batch).map(i -> random.nextInt(classes)).toArray();
    }

    /** As arguments of a program; {@link #parse} reads them. */
    List<String> arguments() {
        return List.of(space, mode.label(), Integer.toString(batch), Long.toString(seed));
    }

    static Workload parse(List<String> arguments) {
        return new Workload(
                arguments.get(0),
                Mode.of(arguments.get(1)),
                Integer.parseInt(arguments.get(2)),
                Long.parseLong(arguments.get(3)));
    }
}
