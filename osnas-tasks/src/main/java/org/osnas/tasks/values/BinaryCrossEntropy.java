package org.osnas.tasks.values;

import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.osnas.api.task.Criterion;
import org.osnas.api.task.OutputVariables;

/**
 * Cross-entropy of yes and no for each name, mean over names and batch: {@code log(1 + exp(x)) - y x} of outputs x before
 * the sigmoid, {@code [batch, names]}, in a form that stays finite: {@code max(x, 0) - y x + log(1 + exp(-|x|))}.
 */
public record BinaryCrossEntropy() implements Criterion {

    @Override
    public SDVariable loss(SameDiff graph, OutputVariables outputs, SDVariable labels) {
        SDVariable x = outputs.only();
        SDVariable small = graph.math().exp(graph.math().abs(x).neg()).add(1);
        return graph.nn()
                .relu(x, 0)
                .sub(labels.mul(x))
                .add(graph.math().log(small))
                .mean();
    }
}
