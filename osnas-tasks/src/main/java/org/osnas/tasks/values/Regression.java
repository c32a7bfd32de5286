package org.osnas.tasks.values;

import org.osnas.api.space.TaskHead;
import org.osnas.api.spi.Check;
import org.osnas.api.task.Criterion;
import org.osnas.api.task.CriterionCompiler;
import org.osnas.api.task.DataDescription;
import org.osnas.api.task.LabelKind;
import org.osnas.api.task.Task;
import org.osnas.api.task.TrainingAgent;

/**
 * One or several quantities of an example, scored by the coefficient of determination: 1 for exact predictions, 0 for the
 * mean of each quantity. Quantities of very different size should be brought to one scale, since the criterion adds their
 * errors.
 *
 * @param criterion on the network's only output {@code values}, {@code [batch, values]}, and labels of that shape
 */
public record Regression(Criterion criterion) implements Task {

    /** With the mean squared error. */
    public Regression() {
        this(new SquaredError());
    }

    @Override
    public TrainingAgent agent(CriterionCompiler compiler) {
        return new ValuesAgent(compiler.compile(criterion), RegressionEvaluation::new);
    }

    @Override
    public TaskHead head(int values) {
        return new ValuesHead("values", values);
    }

    @Override
    public void requireData(DataDescription data) {
        Check.that(
                data.labels() == LabelKind.VALUES,
                "Regression needs a number for each quantity, but the labels of this data set are of the kind %s. Take data with values, such as image-csv",
                data.labels());
    }
}
