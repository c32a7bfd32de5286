package org.osnas.api.space;

import java.util.List;
import org.osnas.api.spi.Check;

/**
 * A 1×1 convolution with bias whose outputs are the predictions of a dense task. It starts near a constant, so that a
 * task with many places and few objects does not begin with a loss that sweeps everything else away: kernel and prior as
 * in Lin et al. 2017, <a href="https://arxiv.org/abs/1708.02002">Focal Loss for Dense Object Detection</a>.
 *
 * @param rare whether the outputs are logits of what is rare: they start at -2.19, a probability of 0.1; otherwise at 0
 */
public record Predictor(int in, int out, boolean rare) implements Layer {

    public Predictor {
        Check.atLeast("in", in, 1);
        Check.atLeast("out", out, 1);
    }

    @Override
    public String kind() {
        return "predictor";
    }

    @Override
    public Shape outputShape(List<Shape> inputs) {
        return Layer.single(kind(), inputs, in).strided(1, out);
    }

    @Override
    public List<Weight> weights() {
        return List.of(
                new Weight("weight", List.of(1, 1, in, out), Weight.Role.PREDICTOR_KERNEL),
                new Weight("bias", List.of(out), rare ? Weight.Role.RARE_BIAS : Weight.Role.BIAS));
    }

    @Override
    public long macs(List<Shape> inputs) {
        return outputShape(inputs).elements() * in;
    }
}
