package org.osnas.tck.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.random.RandomGenerator;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.osnas.api.random.Seeds;
import org.osnas.api.task.Criterion;
import org.osnas.api.task.OutputVariables;

/** Samples of a network that is not there, labels for them, and gradients by central differences. */
final class Samples {

    static final String OUTPUT = "output";
    static final int BATCH = 6;
    static final int CLASSES = 5;

    private static final double STEP = 1e-2;
    // Of 32-bit floats at that step.
    private static final double TOLERANCE = 2e-3;

    private Samples() {}

    /** {@code [batch, classes]}, uniform within {@code [-scale, scale]}. */
    static INDArray ofScale(double scale) {
        RandomGenerator random = Seeds.generator(1, "outputs", 0);
        INDArray output = Nd4j.create(DataType.FLOAT, BATCH, CLASSES);
        for (int i = 0; i < BATCH * CLASSES; i++) {
            output.putScalar(i, scale * (2 * random.nextDouble() - 1));
        }
        return output;
    }

    /** One-hot, {@code [batch, classes]}; every class is there. */
    static INDArray labels() {
        INDArray labels = Nd4j.zeros(DataType.FLOAT, BATCH, CLASSES);
        for (int i = 0; i < BATCH; i++) {
            labels.putScalar(i, (2 * i) % CLASSES, 1);
        }
        return labels;
    }

    static INDArray loss(Criterion criterion, INDArray output, INDArray labels) {
        SameDiff graph = SameDiff.create();
        SDVariable loss = criterion.loss(
                graph,
                OutputVariables.of(OUTPUT, graph.placeHolder("output", output.dataType(), output.shape())),
                graph.placeHolder("labels", labels.dataType(), labels.shape()));
        return graph.outputSingle(Map.of("output", output, "labels", labels), loss.name());
    }

    static void requireGradient(INDArray gradient, INDArray at, ToDoubleFunction<INDArray> function) {
        for (int i = 0; i < at.length(); i++) {
            INDArray above = at.dup();
            above.putScalar(i, at.getDouble(i) + STEP);
            INDArray below = at.dup();
            below.putScalar(i, at.getDouble(i) - STEP);
            double slope = (function.applyAsDouble(above) - function.applyAsDouble(below)) / (2 * STEP);
            assertThat(gradient.getDouble(i))
                    .as("gradient with respect to output %d", i)
                    .isCloseTo(slope, within(TOLERANCE * Math.max(1, Math.abs(slope))));
        }
    }
}
