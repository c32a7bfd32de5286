package org.osnas.tasks.values;

import org.osnas.api.space.ClassificationHead;
import org.osnas.api.space.TaskHead;
import org.osnas.api.spi.Check;
import org.osnas.api.task.Criterion;
import org.osnas.api.task.CriterionCompiler;
import org.osnas.api.task.DataDescription;
import org.osnas.api.task.LabelKind;
import org.osnas.api.task.Task;
import org.osnas.api.task.TrainingAgent;

/**
 * For each name whether it is on an example, where several may be; scored by the mean over names of the average
 * precision.
 *
 * @param criterion on the network's only output {@code logits}, {@code [batch, names]} before the sigmoid, and labels of 1
 *     and 0
 */
public record MultiLabel(Criterion criterion) implements Task {

    /** With binary cross-entropy. */
    public MultiLabel() {
        this(new BinaryCrossEntropy());
    }

    @Override
    public TrainingAgent agent(CriterionCompiler compiler) {
        return new ValuesAgent(compiler.compile(criterion), MultiLabelEvaluation::new);
    }

    @Override
    public TaskHead head(int names) {
        return new ValuesHead(ClassificationHead.LOGITS, names);
    }

    @Override
    public void requireData(DataDescription data) {
        Check.that(
                data.labels() == LabelKind.YES_NO,
                "Multi-label classification needs yes or no for each name, but the labels of this data set are of the kind %s. Take data with such labels, such as image-csv with labels: yes-no",
                data.labels());
    }
}
