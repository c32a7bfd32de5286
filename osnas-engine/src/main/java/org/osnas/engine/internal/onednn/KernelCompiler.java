package org.osnas.engine.internal.onednn;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.bytedeco.dnnl.convolution_backward_data;
import org.bytedeco.dnnl.convolution_backward_weights;
import org.bytedeco.dnnl.convolution_forward;
import org.bytedeco.dnnl.engine;
import org.bytedeco.dnnl.global.dnnl;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.post_ops;
import org.bytedeco.dnnl.primitive;
import org.bytedeco.dnnl.primitive_attr;
import org.bytedeco.dnnl.primitive_desc;
import org.bytedeco.dnnl.primitive_desc_base;
import org.bytedeco.dnnl.reorder;
import org.bytedeco.dnnl.stream;
import org.osnas.engine.internal.onednn.Call.Argument;

/** Makes kernels: images stay as they are, weights take the layout that oneDNN finds fastest. */
final class KernelCompiler {

    private static final memory.data_type FLOAT = memory.data_type.f32;
    private static final memory.format_tag ANY = memory.format_tag.any;
    private static final memory.format_tag CHANNELS_LAST = memory.format_tag.nhwc;
    private static final int DIRECT = dnnl.algorithm.convolution_direct.value;
    private static final int TRAINING = dnnl.prop_kind.forward_training.value;

    private final engine cpu;
    private final stream stream;
    private static final int AVX2_LANES = 8;

    private final Workspace scratch;
    private final Workspace reordered;

    /**
     * @param scratch what primitives need for themselves
     * @param reordered weights in oneDNN's layout
     */
    KernelCompiler(engine cpu, stream stream, Workspace scratch, Workspace reordered) {
        this.cpu = cpu;
        this.stream = stream;
        this.scratch = scratch;
        this.reordered = reordered;
    }

    ConvKernel forward(ConvShape s) {
        Descriptors shape = new Descriptors(s);
        var descriptor = s.depthwise() ? depthwise(() -> shape.forward(options())) : sound(s, shape.forward(options()));
        return weightsFirst(s, descriptor.weights_desc(), forward(descriptor));
    }

    ConvKernel inputGradient(ConvShape s) {
        Descriptors shape = new Descriptors(s);
        var descriptor = sound(
                s,
                new convolution_backward_data.primitive_desc(
                        new convolution_backward_data.desc(
                                DIRECT,
                                shape.input(),
                                shape.weights(ANY),
                                shape.output(),
                                shape.strides(),
                                shape.padding(),
                                shape.padding()),
                        options(),
                        cpu,
                        shape.forward(options())));
        Call call = call(
                new convolution_backward_data(descriptor),
                descriptor,
                new Argument(dnnl.DNNL_ARG_DIFF_DST, descriptor.diff_dst_desc()),
                new Argument(dnnl.DNNL_ARG_WEIGHTS, descriptor.weights_desc()),
                new Argument(dnnl.DNNL_ARG_DIFF_SRC, descriptor.diff_src_desc()));
        return weightsFirst(s, descriptor.weights_desc(), call);
    }

    ConvKernel weightGradient(ConvShape s) {
        if (s.depthwise() && DepthwiseCorrelation.isFaster(s)) {
            return depthwiseWeightGradient(s);
        }
        Descriptors shape = new Descriptors(s);
        var descriptor = sound(
                s,
                new convolution_backward_weights.primitive_desc(
                        new convolution_backward_weights.desc(
                                DIRECT,
                                shape.input(),
                                shape.weights(ANY),
                                shape.output(),
                                shape.strides(),
                                shape.padding(),
                                shape.padding()),
                        options(),
                        cpu,
                        shape.forward(options())));
        memory.desc fast = descriptor.diff_weights_desc();
        Call call = call(
                new convolution_backward_weights(descriptor),
                descriptor,
                new Argument(dnnl.DNNL_ARG_SRC, descriptor.src_desc()),
                new Argument(dnnl.DNNL_ARG_DIFF_DST, descriptor.diff_dst_desc()),
                new Argument(dnnl.DNNL_ARG_DIFF_WEIGHTS, fast));
        memory.desc plain = shape.plainWeights();
        if (fast.equals(plain)) {
            return call::run;
        }
        Call back = reorder(fast, plain);
        long bytes = fast.get_size();
        return (x, gy, gw) -> {
            long between = reordered.address(bytes);
            call.run(x, gy, between);
            back.run(between, gw);
        };
    }

    /**
     * The first implementation that computes the shape from its arrays alone. Where a 1×1 convolution leaves pixels out
     * and its channels do not fill vectors of eight, jit_1x1 for AVX2 (oneDNN 2.5.2) reads scratch memory that it has not
     * written: weight gradients of 4 to 6 channels were those of an earlier call.
     */
    private static <D extends primitive_desc> D sound(ConvShape s, D descriptor) {
        boolean partial = s.in() % AVX2_LANES != 0 || s.out() % AVX2_LANES != 0;
        if (s.kernel() == 1 && s.stride() > 1 && partial) {
            advance(descriptor, name -> !name.startsWith("jit_1x1:avx2"));
        }
        return descriptor;
    }

    /**
     * oneDNN prefers its implementation brdgmm_dw to jit_dw; on channels-last images jit_dw was measured to take 0.3 to
     * 1.0 times as long, for all depthwise shapes of fbnet-s that it has.
     *
     * @param maker describes the convolution, with the implementations that oneDNN has for it
     */
    private static convolution_forward.primitive_desc depthwise(Supplier<convolution_forward.primitive_desc> maker) {
        var descriptor = maker.get();
        return advance(descriptor, name -> name.startsWith("jit_dw")) ? descriptor : maker.get();
    }

    /** Goes on to the first implementation whose name is wanted; without one, to the last. */
    private static boolean advance(primitive_desc descriptor, Predicate<String> wanted) {
        do {
            if (wanted.test(descriptor.impl_info_str().getString())) {
                return true;
            }
        } while (descriptor.next_impl());
        return false;
    }

    private ConvKernel depthwiseWeightGradient(ConvShape s) {
        post_ops sum = new post_ops();
        sum.append_sum();
        primitive_attr adding = options();
        adding.set_post_ops(sum);
        Descriptors shape = new Descriptors(s);
        var descriptor = depthwise(() -> shape.correlation(adding));
        memory.desc fast = descriptor.weights_desc();
        memory.desc plain = shape.outputAsWeights();
        Optional<Call> reorder = fast.equals(plain) ? Optional.empty() : Optional.of(reorder(plain, fast));
        return new DepthwiseCorrelation(s, forward(descriptor), reorder, fast.get_size(), reordered);
    }

    private ConvKernel weightsFirst(ConvShape s, memory.desc fast, Call call) {
        memory.desc plain = new Descriptors(s).plainWeights();
        if (fast.equals(plain)) {
            return call::run;
        }
        Call reorder = reorder(plain, fast);
        long bytes = fast.get_size();
        return (images, weights, result) -> {
            long between = reordered.address(bytes);
            reorder.run(weights, between);
            call.run(images, between, result);
        };
    }

    private Call forward(convolution_forward.primitive_desc descriptor) {
        return call(
                new convolution_forward(descriptor),
                descriptor,
                new Argument(dnnl.DNNL_ARG_SRC, descriptor.src_desc()),
                new Argument(dnnl.DNNL_ARG_WEIGHTS, descriptor.weights_desc()),
                new Argument(dnnl.DNNL_ARG_DST, descriptor.dst_desc()));
    }

    private Call reorder(memory.desc from, memory.desc to) {
        var descriptor = new reorder.primitive_desc(cpu, from, cpu, to, options(), false);
        return call(
                new reorder(descriptor),
                descriptor,
                new Argument(dnnl.DNNL_ARG_FROM, from),
                new Argument(dnnl.DNNL_ARG_TO, to));
    }

    private Call call(primitive primitive, primitive_desc_base descriptor, Argument... arguments) {
        return new Call(cpu, stream, primitive, scratch, descriptor.scratchpad_desc(), List.of(arguments));
    }

    // Without this, primitives would share memory of the library that is not safe across threads.
    private static primitive_attr options() {
        primitive_attr attributes = new primitive_attr();
        attributes.set_scratchpad_mode(dnnl.scratchpad_mode.user);
        return attributes;
    }

    /** Layouts of the arrays of one convolution, in oneDNN's order of dimensions. */
    private final class Descriptors {
        private final ConvShape s;

        Descriptors(ConvShape s) {
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
}
