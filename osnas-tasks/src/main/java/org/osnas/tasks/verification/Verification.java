package org.osnas.tasks.verification;

import org.osnas.api.space.TaskHead;
import org.osnas.api.spi.Check;
import org.osnas.api.task.Criterion;
import org.osnas.api.task.CriterionCompiler;
import org.osnas.api.task.DataDescription;
import org.osnas.api.task.LabelKind;
import org.osnas.api.task.Task;
import org.osnas.tasks.verification.VerificationHead.Pooling;

/**
 * Whether two images show the same: networks give a vector for each image, and two show the same if the angle between
 * their vectors is small. Scored on identities that nothing trained with, by the accuracy of the best threshold.
 *
 * @param criterion on the output {@code embedding}, {@code [batch, size]}, and numbers of identities
 * @param size of the vector
 * @param unit whether the network scales it to the length 1
 * @param pooling how a map becomes a vector
 * @param pairs that are compared in an evaluation, half of them alike, where the data gives none
 */
public record Verification(Criterion criterion, int size, boolean unit, Pooling pooling, int pairs) implements Task {

    private static final int SIZE = 64;
    private static final int PAIRS = 6000;

    public Verification {
        Check.atLeast("size of the embedding", size, 2);
        Check.atLeast("pairs", pairs, 2 * VerificationScores.FOLDS);
    }

    /** With vectors of 64 numbers and length 1 of the mean of all places, and 6,000 pairs. */
    public Verification(Criterion criterion) {
        this(criterion, SIZE, true, Pooling.AVERAGE, PAIRS);
    }

    /** With ArcFace at a scale of 16 and a margin of 0.3. */
    public Verification() {
        this(MarginSoftmax.arcFace(16, 0.3));
    }

    @Override
    public VerificationAgent agent(CriterionCompiler compiler) {
        return new VerificationAgent(compiler.compile(criterion), pairs);
    }

    @Override
    public TaskHead head(int identities) {
        return new VerificationHead(size, unit, pooling);
    }

    @Override
    public void requireData(DataDescription data) {
        Check.that(
                data.labels() == LabelKind.IDENTITY,
                "Verification needs identities, of which the test has others than those that were trained with, but the labels of this data set are %s. Take a data set of identities, such as fashion-mnist-identities",
                data.labels());
    }
}
