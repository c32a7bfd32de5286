package org.osnas.engine.internal.onednn;

import java.util.List;
import java.util.Optional;
import org.bytedeco.dnnl.convolution_backward_data;
import org.bytedeco.dnnl.convolution_backward_weights;
import org.bytedeco.dnnl.convolution_forward;
import org.bytedeco.dnnl.engine;
import org.bytedeco.dnnl.global.dnnl;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.post_ops;
import org.bytedeco.dnnl.primitive;
import org.bytedeco.dnnl.primitive_attr;
import org.bytedeco.dnnl.primitive_desc_base;
import org.bytedeco.dnnl.reorder;
import org.bytedeco.dnnl.stream;
import org.osnas.engine.internal.onednn.Call.Argument;

/** Makes kernels: images stay as they are, weights take the layout that oneDNN finds fastest. */
final class KernelCompiler {

    private final engine cpu;
    private final stream stream;

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
        ConvDescriptors shape = new ConvDescriptors(cpu, s);
        var descriptor = s.depthwise()
                ? Implementations.depthwise(() -> shape.forward(options()))
                : Implementations.sound(s, shape.forward(options()));
        return weightsFirst(s, descriptor.weights_desc(), forward(descriptor));
    }

    ConvKernel inputGradient(ConvShape s) {
        ConvDescriptors shape = new ConvDescriptors(cpu, s);
        var descriptor = Implementations.sound(s, shape.inputGradient(options()));
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
        ConvDescriptors shape = new ConvDescriptors(cpu, s);
        var descriptor = Implementations.sound(s, shape.weightGradient(options()));
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

    private ConvKernel depthwiseWeightGradient(ConvShape s) {
        post_ops sum = new post_ops();
        sum.append_sum();
        primitive_attr adding = options();
        adding.set_post_ops(sum);
        ConvDescriptors shape = new ConvDescriptors(cpu, s);
        var descriptor = Implementations.depthwise(() -> shape.correlation(adding));
        memory.desc fast = descriptor.weights_desc();
        memory.desc plain = shape.outputAsWeights();
        Optional<Call> reorder = fast.equals(plain) ? Optional.empty() : Optional.of(reorder(plain, fast));
        return new DepthwiseCorrelation(s, forward(descriptor), reorder, fast.get_size(), reordered);
    }

    private ConvKernel weightsFirst(ConvShape s, memory.desc fast, Call call) {
        memory.desc plain = new ConvDescriptors(cpu, s).plainWeights();
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
}
