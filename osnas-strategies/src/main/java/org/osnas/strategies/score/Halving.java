package org.osnas.strategies.score;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.osnas.api.score.Score;
import org.osnas.api.score.ScratchNetworks;
import org.osnas.api.score.ScratchNetworks.Training;
import org.osnas.api.search.Trial;
import org.osnas.api.space.Architecture;

/**
 * One bracket of successive halving: all are trained for a while, the best part goes on for longer, until the best are
 * trained to the end.
 *
 * @param steps length of a whole training
 * @param first steps after which the worst are given up for the first time
 * @param factor one of so many goes on, for so many times the steps
 */
record Halving(int steps, int first, int factor) {

    /** The steps at which architectures are compared, the end last. */
    List<Integer> rungs() {
        List<Integer> rungs = new ArrayList<>();
        for (long rung = first; rung < steps; rung *= factor) {
            rungs.add((int) rung);
        }
        rungs.add(steps);
        return rungs;
    }

    /** Scores in the order of the architectures; of those given up, after the steps that they had. */
    List<Score> score(ScratchNetworks networks, List<Architecture> architectures) {
        List<Training> trainings = new ArrayList<>();
        try {
            for (Architecture architecture : architectures) {
                trainings.add(networks.begin(architecture, steps));
            }
            return score(trainings);
        } finally {
            trainings.forEach(Training::close);
        }
    }

    private List<Score> score(List<Training> trainings) {
        double[] scores = new double[trainings.size()];
        List<Integer> live = IntStream.range(0, trainings.size()).boxed().toList();
        for (int rung : rungs()) {
            for (int i : live) {
                trainings.get(i).to(rung);
                scores[i] = trainings.get(i).score();
            }
            if (rung < steps) {
                live = live.stream()
                        .sorted(Comparator.comparingDouble(
                                        (Integer i) -> Double.isNaN(scores[i]) ? Double.NEGATIVE_INFINITY : scores[i])
                                .reversed())
                        .limit(Math.max(1, (live.size() + factor - 1) / factor))
                        .sorted()
                        .toList();
            }
        }
        return IntStream.range(0, scores.length)
                .mapToObj(i -> score(scores[i], trainings.get(i).done()))
                .toList();
    }

    private Score score(double value, int done) {
        boolean part = !Double.isNaN(value) && done < steps;
        return new Score(value, part ? Optional.of(Trial.Partial.ofSteps(done, steps)) : Optional.empty(), done);
    }
}
