package org.osnas.dl4j;

import java.util.Objects;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.samediff.SameDiffLambdaLayer;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.factory.Nd4j;
import org.osnas.api.space.Shape;

/**
 * Zeros of another shape than its input's, as {@link org.osnas.api.space.Zero}: Deeplearning4j has no layer for it. It is
 * public, as are its empty constructor and its setters, so that Deeplearning4j can read a graph that has one.
 */
public final class ZeroLayer extends SameDiffLambdaLayer {
    private static final long serialVersionUID = 1;

    private int channels;
    private int height;
    private int width;

    /** For Deeplearning4j, which sets the fields. */
    public ZeroLayer() {}

    ZeroLayer(Shape out) {
        channels = out.channels();
        height = out.height();
        width = out.width();
    }

    @Override
    public SDVariable defineLayer(SameDiff graph, SDVariable x) {
        SDVariable zeros = graph.constant("zeros", Nd4j.zeros(DataType.FLOAT, 1, channels, height, width));
        // The batch is that of the input.
        return x.mean(true, 1, 2, 3).mul(0).add(zeros);
    }

    @Override
    public InputType getOutputType(int index, InputType input) {
        return InputType.convolutional(height, width, channels);
    }

    public int getChannels() {
        return channels;
    }

    public void setChannels(int channels) {
        this.channels = channels;
    }

    public int getHeight() {
        return height;
    }

    public void setHeight(int height) {
        this.height = height;
    }

    public int getWidth() {
        return width;
    }

    public void setWidth(int width) {
        this.width = width;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ZeroLayer o
                && super.equals(other)
                && channels == o.channels
                && height == o.height
                && width == o.width;
    }

    @Override
    public int hashCode() {
        return Objects.hash(super.hashCode(), channels, height, width);
    }
}
