package org.osnas.api.space;

import java.util.ArrayList;
import java.util.List;
import org.osnas.api.spi.Check;

/**
 * A convolution with zero padding of {@code kernel / 2} on each side, so that the output has
 * {@code ceil(size / stride)} rows and columns.
 *
 * <p>With {@code groups > 1} the weights are one kernel a group, {@code [k, k, in/groups, out/groups]}: output
 * channels of group {@code g} see only input channels of group {@code g}.
 */
public record Conv2d(int in, int out, int kernel, int stride, int groups, boolean bias) implements Layer {

    public Conv2d {
        Check.atLeast("in", in, 1);
        Check.atLeast("out", out, 1);
        Check.oddKernel(kernel);
        Check.atLeast("stride", stride, 1);
        Check.atLeast("groups", groups, 1);
        Check.that(
                in % groups == 0 && out % groups == 0,
                "groups (%d) must divide the channels in (%d) and out (%d)",
                groups,
                in,
                out);
    }

    /** An ungrouped convolution without bias, as it stands before a batch normalisation. */
    public static Conv2d of(int in, int out, int kernel, int stride) {
        return new Conv2d(in, out, kernel, stride, 1, false);
    }

    @Override
    public String kind() {
        return "conv2d";
    }

    @Override
    public Shape outputShape(List<Shape> inputs) {
        return Layer.single(kind(), inputs, in).strided(stride, out);
    }

    @Override
    public List<Weight> weights() {
        List<Integer> shape = List.of(kernel, kernel, in / groups, out / groups);
        List<Weight> weights = new ArrayList<>();
        for (int g = 0; g < groups; g++) {
            weights.add(new Weight(groups == 1 ? "weight" : "weight" + g, shape, Weight.Role.KERNEL));
        }
        if (bias) {
            weights.add(new Weight("bias", List.of(out), Weight.Role.BIAS));
        }
        return weights;
    }

    @Override
    public long macs(List<Shape> inputs) {
        Shape o = outputShape(inputs);
        return Math.multiplyExact(o.elements() * kernel * kernel, (long) in / groups);
    }
}
