package org.osnas.tck;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.osnas.api.score.Score;
import org.osnas.api.score.Scorer;
import org.osnas.api.score.ScoringMethod;
import org.osnas.api.space.Architecture;

/**
 * The rules of {@link ScoringMethod} and {@link Scorer} as tests, on a synthetic run, in milliseconds. To check a method,
 * implement the interface in a test class:
 *
 * <pre>{@code
 * class MyScoringTest implements ScorerContract {
 *     @Override
 *     public ScoringMethod method() {
 *         return new MyScoring();
 *     }
 * }
 * }</pre>
 */
public interface ScorerContract {

    /** The method to check. */
    ScoringMethod method();

    private List<Score> scores(long seed, List<Architecture> architectures) {
        SyntheticScoring run = new SyntheticScoring(seed);
        try (Scorer scorer = method().start(run)) {
            return scorer.score(architectures);
        }
    }

    /** Each architecture gets a score; some of them are complete, and they are not all the same. */
    @Test
    default void required_R01_everyArchitectureGetsAScore() {
        List<Score> scores = scores(1, new SyntheticScoring(1).architectures(20));

        assertThat(scores).hasSize(20).noneMatch(Score::failed).anyMatch(Score::complete);
        assertThat(scores.stream().map(Score::value).distinct()).hasSizeGreaterThan(10);
        assertThat(scores(1, List.of())).isEmpty();
    }

    /** Scores follow from the run and its seed. */
    @Test
    default void required_R02_sameSeedSameScores() {
        List<Architecture> some = new SyntheticScoring(1).architectures(12);

        assertThat(scores(5, some)).isEqualTo(scores(5, some));
    }

    /** A score does not depend on the others, nor on the order, unless the method says so. */
    @Test
    default void required_R03_scoresDoNotDependOnThoseBeside() {
        if (method().together()) {
            return;
        }
        List<Architecture> some = new SyntheticScoring(1).architectures(12);
        List<Double> together = scores(5, some).stream().map(Score::value).toList();
        List<Architecture> turned = new ArrayList<>(some);
        Collections.reverse(turned);
        List<Double> alone = new ArrayList<>();
        SyntheticScoring run = new SyntheticScoring(5);
        try (Scorer scorer = method().start(run)) {
            turned.forEach(a -> alone.add(scorer.score(List.of(a)).get(0).value()));
        }
        Collections.reverse(alone);

        assertThat(alone).isEqualTo(together);
    }

    /** Only a method that compares those beside gives any up. */
    @Test
    default void required_R04_onlyWhoComparesGivesUp() {
        List<Score> scores = scores(5, new SyntheticScoring(1).architectures(20));

        if (!method().together()) {
            assertThat(scores).allMatch(Score::complete);
        }
        assertThat(scores(5, new SyntheticScoring(1).architectures(1))).allMatch(Score::complete);
    }

    /** The supernet is asked for by those alone who say so: for others none is trained. */
    @Test
    default void required_R05_theSupernetIsDeclared() {
        SyntheticScoring run = new SyntheticScoring(1);
        try (Scorer scorer = method().start(run)) {
            scorer.score(run.architectures(3));
        }

        assertThat(run.supernetAsked()).isEqualTo(method().inherits());
    }

    /** What was trained is said, and nothing is trained before a score is wanted; what was begun is closed. */
    @Test
    default void required_R06_trainingIsCounted() {
        SyntheticScoring run = new SyntheticScoring(1);
        try (Scorer scorer = method().start(run)) {
            assertThat(run.steps()).as("before a score is wanted").isZero();
            List<Score> scores = scorer.score(run.architectures(20));
            assertThat(scores.stream().mapToLong(Score::passes).sum()).isEqualTo(run.steps());
        }
        assertThat(run.open()).as("trainings that are not closed").isZero();
    }
}
