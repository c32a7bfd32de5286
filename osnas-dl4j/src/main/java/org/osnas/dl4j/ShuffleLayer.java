package org.osnas.dl4j;

import java.util.Objects;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.samediff.SameDiffLambdaLayer;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;

/**
 * Interleaves groups of channels, as {@link org.osnas.api.space.ChannelShuffle}: Deeplearning4j has no layer for it. It
 * is public, as are its empty constructor and its setters, so that Deeplearning4j can read a graph that has one.
 */
public final class ShuffleLayer extends SameDiffLambdaLayer {
    private static final long serialVersionUID = 1;

    private int groups;
    private int channels;
    private int height;
    private int width;
    private boolean vector;

    /** For Deeplearning4j, which sets the fields. */
    public ShuffleLayer() {}

    ShuffleLayer(int groups, Value of) {
        this.groups = groups;
        channels = of.shape().channels();
        height = of.shape().height();
        width = of.shape().width();
        vector = of.vector();
    }

    @Override
    public SDVariable defineLayer(SameDiff graph, SDVariable x) {
        int each = channels / groups;
        return vector
                ? x.reshape(-1, groups, each).permute(0, 2, 1).reshape(-1, channels)
                : x.reshape(-1, groups, each, height, width)
                        .permute(0, 2, 1, 3, 4)
                        .reshape(-1, channels, height, width);
    }

    @Override
    public InputType getOutputType(int index, InputType input) {
        return input;
    }

    public int getGroups() {
        return groups;
    }

    public void setGroups(int groups) {
        this.groups = groups;
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

    public boolean isVector() {
        return vector;
    }

    public void setVector(boolean vector) {
        this.vector = vector;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ShuffleLayer o
                && super.equals(other)
                && groups == o.groups
                && channels == o.channels
                && height == o.height
                && width == o.width
                && vector == o.vector;
    }

    @Override
    public int hashCode() {
        return Objects.hash(super.hashCode(), groups, channels, height, width, vector);
    }
}
