package org.osnas.onnx;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.osnas.api.space.ChannelPart;
import org.osnas.api.space.ChannelShuffle;
import org.osnas.api.space.Pool;
import org.osnas.api.space.Shape;
import org.osnas.api.space.Upsample;

/** Adds layers without weights that move values or take some of them. NCHW. */
record MoveWriter(GraphWriter graph) {

    String shuffle(ChannelShuffle s, Value x) {
        Shape in = x.shape();
        long perGroup = in.channels() / s.groups();
        // A zero takes the size of the input: the batch stays open.
        String groups = graph.constant("groups", 0, s.groups(), perGroup, in.height(), in.width());
        String swapped = graph.node(
                "Transpose",
                List.of(graph.node("Reshape", List.of(x.name(), groups))),
                Map.of("perm", new long[] {0, 2, 1, 3, 4}));
        long[] shape = {0, in.channels(), in.height(), in.width()};
        return graph.node(
                "Reshape", List.of(swapped, graph.constant("shape", x.vector() ? Arrays.copyOf(shape, 2) : shape)));
    }

    String part(ChannelPart p, Value x) {
        long size = x.shape().channels() / p.parts();
        return graph.node(
                "Slice",
                List.of(
                        x.name(),
                        graph.constant("from", p.index() * size),
                        graph.constant("to", (p.index() + 1) * size),
                        graph.constant("axis", 1L)));
    }

    String pool(Pool p, Value x) {
        Shape out = p.outputShape(List.of(x.shape()));
        long[] height = pads(x.shape().height(), out.height(), p);
        long[] width = pads(x.shape().width(), out.width(), p);
        Map<String, Object> window = Map.of(
                "kernel_shape", new long[] {p.kernel(), p.kernel()},
                "strides", new long[] {p.stride(), p.stride()},
                "pads", new long[] {height[0], width[0], height[1], width[1]});
        // What counts at the border is what lies inside, which is the default of the averaging operator.
        return graph.node(p.type() == Pool.Type.AVERAGE ? "AveragePool" : "MaxPool", List.of(x.name()), window);
    }

    /** In front and behind; an odd one is behind. */
    private static long[] pads(int in, int out, Pool p) {
        int all = Math.max(0, (out - 1) * p.stride() + p.kernel() - in);
        return new long[] {all / 2, all - all / 2};
    }

    String upsample(Upsample u, Value x) {
        // The second input, a region, is of no use here; a blank name leaves it out.
        String factors = graph.constant("factors", new float[] {1, 1, u.factor(), u.factor()}, 4);
        return graph.node(
                "Resize",
                List.of(x.name(), "", factors),
                Map.of("mode", "nearest", "coordinate_transformation_mode", "asymmetric", "nearest_mode", "floor"));
    }

    String zero(Shape out, Value x) {
        String batch = graph.node("Shape", List.of(x.name()), Map.of("start", 0L, "end", 1L));
        String rest = graph.constant("of_one", out.channels(), out.height(), out.width());
        return graph.node("ConstantOfShape", List.of(graph.node("Concat", List.of(batch, rest), Map.of("axis", 0L))));
    }
}
