package org.osnas.engine.internal.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.osnas.api.task.CompiledCriterion.LossAndGradients;
import org.osnas.api.task.Criterion;
import org.osnas.api.task.Outputs;

class SameDiffCriterionTest {

    /** ND4J prints a line for each operation that it differentiates. */
    @Test
    void differentiatesWithoutPrinting() {
        Criterion squares = (graph, output, labels) -> output.only()
                .sub(labels)
                .mul(2)
                .mul(output.only().sub(labels).mul(2))
                .sum();
        INDArray values = Nd4j.createFromArray(new float[][] {{1, 2}, {3, 5}});
        INDArray labels = Nd4j.createFromArray(new float[][] {{1, 1}, {1, 1}});
        PrintStream out = System.out;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
        LossAndGradients result;
        try {
            result = new CriterionPlan(squares).lossAndGradients(Outputs.of("logits", values), labels);
        } finally {
            System.setOut(out);
        }
        assertThat(result.loss()).isEqualTo(4 * (1 + 4 + 16));
        assertThat(result.gradients().only()).isEqualTo(Nd4j.createFromArray(new float[][] {{0, 8}, {16, 32}}));
        assertThat(printed.toString(StandardCharsets.UTF_8)).isEmpty();
    }
}
