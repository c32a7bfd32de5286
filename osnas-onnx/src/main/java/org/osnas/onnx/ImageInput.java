package org.osnas.onnx;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import onnx.Onnx.TensorProto;
import org.osnas.api.space.Shape;
import org.osnas.api.task.DataDescription;
import org.osnas.api.task.Pixels;
import org.osnas.api.task.Resizing;

/** What a data set does with an image before the network gets it, as nodes in front of the network. */
final class ImageInput {

    private final GraphWriter graph;
    private final DataDescription data;

    ImageInput(GraphWriter graph, DataDescription data) {
        this.graph = graph;
        this.data = data;
    }

    /**
     * Adds an input of images, {@code [batch, height, width, channels]}, and gives what the network reads.
     *
     * @param name of the input
     */
    String add(String name) {
        Shape image = data.image();
        boolean resizes = data.resizing() == Resizing.STRETCH;
        boolean bytes = data.pixels() != Pixels.VALUES;
        graph.imageInput(name, bytes ? TensorProto.DataType.UINT8 : TensorProto.DataType.FLOAT, image, resizes);
        graph.begin("preparation");
        String x = bytes
                ? graph.node("Cast", List.of(name), Map.of("to", (long) TensorProto.DataType.FLOAT.getNumber()))
                : name;
        x = graph.node("Transpose", List.of(x), Map.of("perm", new long[] {0, 3, 1, 2}));
        x = resizes ? resized(x, bytes) : x;
        return repeated(normalised(padded(x)));
    }

    /** Linearly between the four nearest pixels; to bytes, as a file would have them. */
    private String resized(String x, boolean bytes) {
        String front = graph.node("Shape", List.of(x), Map.of("start", 0L, "end", 2L));
        String size = graph.constant("size", data.image().height(), data.image().width());
        String sizes = graph.node("Concat", List.of(front, size), Map.of("axis", 0L));
        String y = graph.node(
                "Resize",
                List.of(x, "", "", sizes),
                Map.of("mode", "linear", "coordinate_transformation_mode", "half_pixel"));
        return bytes ? graph.node("Round", List.of(y)) : y;
    }

    private String padded(String x) {
        int down = data.input().height() - data.image().height();
        int right = data.input().width() - data.image().width();
        if (down == 0 && right == 0) {
            return x;
        }
        long[] pads = {0, 0, down / 2, right / 2, 0, 0, down - down / 2, right - right / 2};
        return graph.node("Pad", List.of(x, graph.constant("pads", pads)));
    }

    private String normalised(String x) {
        int channels = data.image().channels();
        float[] scale = new float[channels];
        float[] shift = new float[channels];
        for (int c = 0; c < channels; c++) {
            double deviation = data.normalization().std().get(c);
            scale[c] = (float) (1 / (data.pixels().unit() * deviation));
            shift[c] = (float) (-data.normalization().mean().get(c) / deviation);
        }
        String scaled = graph.node("Mul", List.of(x, graph.constant("scale", scale, 1, channels, 1, 1)));
        return graph.node("Add", List.of(scaled, graph.constant("shift", shift, 1, channels, 1, 1)));
    }

    private String repeated(String x) {
        int times = data.input().channels() / data.image().channels();
        List<String> copies = new ArrayList<>(Collections.nCopies(times, x));
        return times == 1 ? x : graph.node("Concat", copies, Map.of("axis", 1L));
    }
}
