package org.osnas.engine.internal.onednn;

import org.bytedeco.dnnl.convolution_backward_data;
import org.bytedeco.dnnl.convolution_backward_weights;
import org.bytedeco.dnnl.convolution_forward;
import org.bytedeco.dnnl.engine;
import org.bytedeco.dnnl.global.dnnl;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.primitive_attr;

/** Layouts of the arrays of one convolution, in oneDNN's order of dimensions. */
final class ConvDescriptors {
    private static final memory.data_type FLOAT = memory.data_type.f32;
    private static final memory.format_tag ANY = memory.format_tag.any;
    private static final memory.format_tag CHANNELS_LAST = memory.format_tag.nhwc;
    private static final int DIRECT = dnnl.algorithm.convolution_direct.value;
    private static final int TRAINING = dnnl.prop_kind.forward_training.value;

    private final engine cpu;
    private final ConvShape s;

    ConvDescriptors(engine cpu, ConvShape s) {
        this.cpu = cpu;
        this.s = s;
    }

    memory.desc input() {
        return array(CHANNELS_LAST, s.n(), s.in(), s.h(), s.w());
    }

    memory.desc output() {
        return array(CHANNELS_LAST, s.n(), s.out(), s.outH(), s.outW());
    }

    memory.desc weights(memory.format_tag layout) {
        return s.depthwise()
                ? array(layout, s.in(), 1, 1, s.kernel(), s.kernel())
                : array(layout, s.out(), s.in(), s.kernel(), s.kernel());
    }

    memory.desc plainWeights() {
        return weights(s.depthwise() ? memory.format_tag.hwigo : memory.format_tag.hwio);
    }

    long[] strides() {
        return new long[] {s.stride(), s.stride()};
    }

    long[] padding() {
        return new long[] {s.padding(), s.padding()};
    }

    convolution_forward.primitive_desc forward(primitive_attr attributes) {
        return new convolution_forward.primitive_desc(
                new convolution_forward.desc(
                        TRAINING, DIRECT, input(), weights(ANY), output(), strides(), padding(), padding()),
                attributes,
                cpu);
    }

    convolution_backward_data.primitive_desc inputGradient(primitive_attr attributes) {
        return new convolution_backward_data.primitive_desc(
                new convolution_backward_data.desc(
                        DIRECT, input(), weights(ANY), output(), strides(), padding(), padding()),
                attributes,
                cpu,
                forward(attributes));
    }

    convolution_backward_weights.primitive_desc weightGradient(primitive_attr attributes) {
        return new convolution_backward_weights.primitive_desc(
                new convolution_backward_weights.desc(
                        DIRECT, input(), weights(ANY), output(), strides(), padding(), padding()),
                attributes,
                cpu,
                forward(attributes));
    }

    memory.desc outputAsWeights() {
        return array(memory.format_tag.hwigo, s.in(), 1, 1, s.outH(), s.outW());
    }

    /** An image's input filtered with its output gradient, spread out by the stride, for each channel. */
    convolution_forward.primitive_desc correlation(primitive_attr attributes) {
        long[] spread = {s.stride() - 1, s.stride() - 1};
        long[] end = {
            s.kernel() - 1 + s.stride() * (s.outH() - 1) + 1 - s.h() - s.padding(),
            s.kernel() - 1 + s.stride() * (s.outW() - 1) + 1 - s.w() - s.padding()
        };
        return new convolution_forward.primitive_desc(
                new convolution_forward.desc(
                        TRAINING,
                        DIRECT,
                        array(CHANNELS_LAST, 1, s.in(), s.h(), s.w()),
                        array(ANY, s.in(), 1, 1, s.outH(), s.outW()),
                        array(CHANNELS_LAST, 1, s.in(), s.kernel(), s.kernel()),
                        new long[] {1, 1},
                        spread,
                        padding(),
                        end),
                attributes,
                cpu);
    }

    private memory.desc array(memory.format_tag layout, long... sizes) {
        return new memory.desc(sizes, FLOAT, layout);
    }
}
