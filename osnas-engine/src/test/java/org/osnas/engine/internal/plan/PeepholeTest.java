package org.osnas.engine.internal.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.osnas.api.space.Activation;
import org.osnas.api.space.Add;
import org.osnas.api.space.BatchNorm;
import org.osnas.api.space.Block;
import org.osnas.api.space.BlockBuilder;
import org.osnas.api.space.Shape;
import org.osnas.api.space.Weight;
import org.osnas.engine.internal.render.BlockRenderer;

class PeepholeTest {

    private static String plan(Block block) {
        try (TensorPool pool = new TensorPool()) {
            return PlanCompiler.compile(
                            BlockRenderer.render(block, List.of(new Shape(4, 4, 8)), i -> array(block, i)),
                            block.name(),
                            Map.of(),
                            pool)
                    .toString();
        }
    }

    private static INDArray array(Block block, int index) {
        Weight weight = block.weights().get(index);
        return Nd4j.ones(
                DataType.FLOAT,
                weight.shape().stream().mapToLong(Integer::longValue).toArray());
    }

    @ParameterizedTest
    @CsvSource({"RELU", "RELU6", "H_SWISH"})
    void batchNormTakesTheActivationBehindIt(Activation.Function function) {
        Block block = Block.sequence("block", BatchNorm.of(8), new Activation(function, 8));
        assertThat(plan(block)).isEqualTo("BatchNorm+" + function);
    }

    @ParameterizedTest
    @CsvSource({"RELU", "H_SWISH"})
    void butNotIfSomethingElseReadsTheNormalisedValue(Activation.Function function) {
        BlockBuilder b = Block.builder("block");
        int norm = b.then(b.input(), BatchNorm.of(8));
        Block block = b.build(b.add(new Add(), norm, b.add(new Activation(function, 8), norm)));
        assertThat(plan(block)).isEqualTo("BatchNorm+NONE, " + function + ", Residual");
    }
}
