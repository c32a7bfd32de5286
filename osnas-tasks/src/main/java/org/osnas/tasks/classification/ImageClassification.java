package org.osnas.tasks.classification;

import org.osnas.api.spi.Check;
import org.osnas.api.task.Criterion;
import org.osnas.api.task.CriterionCompiler;
import org.osnas.api.task.DataDescription;
import org.osnas.api.task.LabelKind;
import org.osnas.api.task.Task;
import org.osnas.tasks.criterion.CrossEntropy;

/**
 * One class for an image, scored by top-1 accuracy. Networks can learn from other networks' outputs, and evaluations can
 * stop early.
 *
 * @param criterion on the network's only output, {@code [batch, classes]}, and one-hot labels
 * @param topK how many guesses the second accuracy allows, at least 2
 */
public record ImageClassification(Criterion criterion, int topK) implements Task {

    private static final int TOP_K = 5;

    public ImageClassification {
        Check.atLeast("top-k", topK, 2);
    }

    /** With a second accuracy within 5 guesses. */
    public ImageClassification(Criterion criterion) {
        this(criterion, TOP_K);
    }

    /** With cross-entropy, and a second accuracy within 5 guesses. */
    public ImageClassification() {
        this(new CrossEntropy());
    }

    @Override
    public ClassificationAgent agent(CriterionCompiler compiler) {
        return new ClassificationAgent(compiler.compile(criterion), topK);
    }

    @Override
    public String score() {
        return "accuracy";
    }

    @Override
    public void requireData(DataDescription data) {
        Check.that(
                data.labels() != LabelKind.BOXES,
                "Classification needs a class for each example, but the labels of this data set are boxes. Take another data set, or the task object-detection");
        Check.that(
                data.labels() != LabelKind.IDENTITY,
                "Classification needs the same classes in training and test, but those of this data set are identities, of which the test has others. Take another data set, or the task verification");
    }
}
