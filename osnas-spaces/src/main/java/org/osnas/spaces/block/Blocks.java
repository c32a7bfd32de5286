package org.osnas.spaces.block;

import java.util.List;
import java.util.Optional;
import org.osnas.api.space.Activation;

/** The templates by name, made to be imported statically where a space is described. */
public final class Blocks {

    private Blocks() {}

    /** Convolution, batch norm, ReLU6. */
    public static ConvBlock conv(int kernel) {
        return new ConvBlock(kernel, 1, Optional.of(Activation.Function.RELU6), true);
    }

    /** Depthwise convolution, batch norm, ReLU6. */
    public static DepthwiseBlock depthwise(int kernel) {
        return new DepthwiseBlock(kernel, Optional.of(Activation.Function.RELU6));
    }

    /** Mobile inverted residual with ReLU6. */
    public static MobileBlock mobile(int kernel, int expansion) {
        return MobileBlock.of(kernel, expansion);
    }

    /** Unit of ShuffleNetV2. */
    public static ShuffleBlock shuffle(int kernel) {
        return new ShuffleBlock(kernel);
    }

    /** Unit of ShuffleNetV2 with three depthwise convolutions. */
    public static ShuffleXceptionBlock shuffleXception() {
        return new ShuffleXceptionBlock();
    }

    /** Inverted residual with several kernels side by side. */
    public static MixConvBlock mixconv(int expansion, Integer... kernels) {
        return new MixConvBlock(List.of(kernels), expansion);
    }

    /** The shortest way to the next layer: identity, average pool or 1×1 convolution. */
    public static SkipBlock skip() {
        return new SkipBlock();
    }

    /** A layer left out, only where its input and output agree; elsewhere the layer has one candidate less. */
    public static IdentityBlock identity() {
        return new IdentityBlock();
    }

    /** Block of FBNet as published for ImageNet. */
    public static FbnetBlock fbnet(int kernel, int expansion, int groups) {
        return new FbnetBlock(kernel, expansion, groups);
    }

    /** Average pooling; a layer whose widths differ has one candidate less. */
    public static AveragePoolBlock averagePool(int kernel) {
        return new AveragePoolBlock(kernel);
    }

    /** Squeeze-and-excitation alone; a layer whose shape changes has one candidate less. */
    public static SqueezeExciteBlock squeezeExcite() {
        return new SqueezeExciteBlock();
    }

    /** Contributes nothing. */
    public static ZeroBlock zero() {
        return new ZeroBlock();
    }
}
