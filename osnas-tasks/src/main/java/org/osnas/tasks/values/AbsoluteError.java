package org.osnas.tasks.values;

import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.osnas.api.task.Criterion;
import org.osnas.api.task.OutputVariables;

/** The mean absolute error of predictions {@code [batch, values]}. */
public record AbsoluteError() implements Criterion {

    @Override
    public SDVariable loss(SameDiff graph, OutputVariables outputs, SDVariable labels) {
        return graph.math().abs(outputs.only().sub(labels)).mean();
    }
}
