package org.osnas.api.space;

import java.util.List;
import org.osnas.api.spi.Check;

/**
 * Channel attention: {@code x * hsigmoid(W2 relu(W1 mean(x) + b1) + b2)} with
 * {@code hsigmoid(z) = relu6(z + 3) / 6}.
 *
 * <p>Hu et al. 2018, <a href="https://arxiv.org/abs/1709.01507">Squeeze-and-Excitation</a>; the hard sigmoid as in
 * MobileNetV3 (2019).
 */
public record SqueezeExcite(int channels, int reduced) implements Layer {

    public SqueezeExcite {
        Check.atLeast("channels", channels, 1);
        Check.atLeast("reduced", reduced, 1);
    }

    @Override
    public String kind() {
        return "squeeze_excite";
    }

    @Override
    public Shape outputShape(List<Shape> inputs) {
        return Layer.single(kind(), inputs, channels);
    }

    @Override
    public List<Weight> weights() {
        return List.of(
                new Weight("squeeze_weight", List.of(channels, reduced), Weight.Role.KERNEL),
                new Weight("squeeze_bias", List.of(reduced), Weight.Role.BIAS),
                new Weight("excite_weight", List.of(reduced, channels), Weight.Role.KERNEL),
                new Weight("excite_bias", List.of(channels), Weight.Role.BIAS));
    }

    @Override
    public long macs(List<Shape> inputs) {
        return 2L * channels * reduced;
    }
}
