package org.osnas.tasks.verification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.osnas.api.space.Shape;
import org.osnas.api.space.ShapeException;

class GlobalDepthwiseTest {

    private static final Shape MAP = new Shape(2, 3, 2);
    private static final GlobalDepthwise LAYER = new GlobalDepthwise(2, 3, 2);

    private static INDArray output(INDArray images, INDArray weights) {
        SameDiff graph = SameDiff.create();
        SDVariable y = LAYER.apply(
                graph, List.of(graph.constant("x", images)), List.of(graph.constant("w", weights.reshape(2, 3, 2, 1))));
        return y.eval();
    }

    @Test
    void everyPlaceAndChannelHasAWeight() {
        INDArray images = Nd4j.arange(1, 25).castTo(Nd4j.dataType()).reshape(2, 2, 3, 2);
        float[] weights = {1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 10, -1};
        INDArray y = output(images, Nd4j.createFromArray(weights));
        // The first place of channel 0 and ten times its last; less the last of channel 1.
        assertThat(y.data().asFloat()).containsExactly(new float[] {1 + 110, -12, 13 + 230, -24}, within(1e-4f));
    }

    @Test
    void equalWeightsAreTheMean() {
        INDArray images = Nd4j.rand(new long[] {3, 2, 3, 2});
        INDArray y = output(images, Nd4j.ones(12).div(6));
        assertThat(y.data().asFloat()).containsExactly(images.mean(1, 2).data().asFloat(), within(1e-5f));
    }

    @Test
    void costsAProductForEachPlaceAndChannel() {
        assertThat(LAYER.macs(List.of(MAP))).isEqualTo(12);
        assertThat(LAYER.weights()).hasSize(1).first().matches(w -> w.length() == 12);
        assertThat(LAYER.outputShape(List.of(MAP))).isEqualTo(new Shape(1, 1, 2));
        assertThatThrownBy(() -> LAYER.outputShape(List.of(new Shape(3, 2, 2))))
                .isInstanceOf(ShapeException.class)
                .hasMessageContaining("2x3x2");
    }
}
