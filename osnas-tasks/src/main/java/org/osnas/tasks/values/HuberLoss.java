package org.osnas.tasks.values;

import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.osnas.api.spi.Check;
import org.osnas.api.task.Criterion;
import org.osnas.api.task.OutputVariables;

/**
 * Half of the squared error where it is at most {@code delta}, {@code delta (|error| - delta / 2)} beyond, mean over
 * predictions {@code [batch, values]}: what is far off pulls no harder. Huber 1964, <a
 * href="https://doi.org/10.1214/aoms/1177703732">Robust Estimation of a Location Parameter</a>.
 *
 * @param delta above 0
 */
public record HuberLoss(double delta) implements Criterion {

    public HuberLoss {
        Check.that(delta > 0 && Double.isFinite(delta), "delta must be above 0, got %s; 1 is usual", delta);
    }

    @Override
    public SDVariable loss(SameDiff graph, OutputVariables outputs, SDVariable labels) {
        SDVariable error = graph.math().abs(outputs.only().sub(labels));
        SDVariable near = graph.min(error, graph.constant((float) delta));
        // Of q = min(|e|, δ): q²/2 + δ(|e| - q) is both parts in one.
        return graph.math()
                .square(near)
                .mul(0.5)
                .add(error.sub(near).mul(delta))
                .mean();
    }
}
