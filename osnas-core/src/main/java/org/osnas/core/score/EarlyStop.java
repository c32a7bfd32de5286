package org.osnas.core.score;

import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;
import org.osnas.api.search.Trial;
import org.osnas.api.spi.Check;
import org.osnas.api.task.MeanScore;

/**
 * When to give an architecture up: as soon as its score is below that of the {@code keep} best so far.
 *
 * @param keep how many of the best no architecture is missed for
 * @param confidence probability with which an architecture that would be one of them is not given up, at least; with 1
 *     none ever is
 */
public record EarlyStop(int keep, double confidence) {

    public EarlyStop {
        Check.atLeast("keep", keep, 1);
        Check.between("confidence", confidence, 0.5, 1);
    }

    /** The least of the best complete scores; none while there are fewer. */
    public OptionalDouble threshold(List<Trial> trials) {
        return trials.stream()
                .filter(Trial::complete)
                .map(Trial::score)
                .sorted(Comparator.reverseOrder())
                .skip(keep - 1)
                .mapToDouble(score -> score)
                .findFirst();
    }

    /**
     * Whether an architecture is below the threshold.
     *
     * @param seen of its score so far
     * @param total examples in all
     * @param check counts the calls for this architecture from 1; later ones may err less, so that all together keep to
     *     the confidence ({@code Σ 1/(c(c+1)) = 1})
     */
    public boolean hopeless(double threshold, MeanScore seen, long total, int check) {
        return MeanBound.below(threshold, seen, total, (1 - confidence) / ((double) check * (check + 1)));
    }
}
