package org.osnas.tck;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.osnas.api.space.SearchSpace;
import org.osnas.api.training.LearningSchedule;
import org.osnas.api.training.PathChoice;
import org.osnas.api.training.TrainingStep;
import org.osnas.api.training.TrainingStrategy.TrainingSchedule;

/** Drives a schedule as a training does; what it wants to learn comes from a synthetic landscape. */
final class TrainingRun {

    private TrainingRun() {}

    /** The steps {@code from..to-1}. */
    static List<TrainingStep> steps(TrainingSchedule schedule, SearchSpace space, long from, long to) {
        List<TrainingStep> steps = new ArrayList<>();
        for (long i = from; i < to; i++) {
            if (schedule instanceof LearningSchedule learner) {
                learn(learner, space, i);
            }
            steps.add(schedule.step(i));
        }
        return steps;
    }

    /** The text of the steps {@code from..to-1}; equal steps have equal text. */
    static List<String> texts(TrainingSchedule schedule, SearchSpace space, long from, long to) {
        List<String> texts = new ArrayList<>();
        steps(schedule, space, from, to).forEach(step -> texts.add(step.toString()));
        return texts;
    }

    /** What comes before a step. */
    static void learn(LearningSchedule schedule, SearchSpace space, long index) {
        Optional<PathChoice.Weighted> mixture = schedule.relax(index);
        mixture.ifPresent(m -> schedule.observe(
                index, SyntheticLandscape.of(space, 3).relaxed().relax(m)));
    }

    static void requireFits(PathChoice.Weighted mixture, SearchSpace space) {
        assertThat(mixture.depth()).isEqualTo(space.depth());
        for (int l = 0; l < space.depth(); l++) {
            assertThat(mixture.size(l)).isEqualTo(space.sizes()[l]);
        }
    }
}
