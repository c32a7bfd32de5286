package org.osnas.engine.internal.plan;

import java.util.Arrays;
import java.util.List;

/** Operations that move values without computing. */
final class ShapeInstructions {

    private ShapeInstructions() {}

    /** {@code reshape} in c order; one dimension may be -1. */
    static final class Reshape extends Instruction {
        private final long[] shape;

        Reshape(int[] inputs, int[] outputs, long[] shape) {
            super(inputs, outputs);
            this.shape = shape;
        }

        @Override
        void forward(Frame frame) {
            Tensor x = frame.value(input(0));
            long known = Arrays.stream(shape).filter(d -> d != -1).reduce(1, (a, b) -> a * b);
            long[] target = Arrays.stream(shape)
                    .map(d -> d == -1 ? x.length() / known : d)
                    .toArray();
            frame.kernels().copy(x, frame.allocate(output(0), target));
        }

        @Override
        void backward(Frame frame) {
            if (frame.wants(input(0))) {
                Tensor gx = frame.target(input(0));
                frame.kernels().copy(frame.gradient(output(0)), gx);
                frame.contribute(input(0), gx);
            }
        }
    }

    /** The channel shuffle: a reshape, a permutation and a reshape in one pass over the data. */
    static final class Shuffle extends Instruction {
        private final int groups;

        Shuffle(int[] inputs, int[] outputs, int groups) {
            super(inputs, outputs);
            this.groups = groups;
        }

        @Override
        void forward(Frame frame) {
            Tensor x = frame.value(input(0));
            Tensor y = frame.overwrite(input(0), output(0));
            frame.kernels().shuffle(x, groups, y);
        }

        @Override
        void backward(Frame frame) {
            if (frame.wants(input(0))) {
                Tensor g = frame.takeGradient(output(0));
                // Its inverse is the gradient.
                frame.kernels().shuffle(g, g.channels() / groups, g);
                frame.contribute(input(0), g);
            }
        }
    }

    /** {@code permute}. */
    static final class Permute extends Instruction {
        private final int[] axes;
        private final NativeCall forward;
        private final NativeCall inverse;

        Permute(int[] inputs, int[] outputs, long[] axes) {
            super(inputs, outputs);
            this.axes = Arrays.stream(axes).mapToInt(Math::toIntExact).toArray();
            long[] back = new long[axes.length];
            for (int i = 0; i < axes.length; i++) {
                back[this.axes[i]] = i;
            }
            forward = NativeCall.of("permute", axes);
            inverse = NativeCall.of("permute", back);
        }

        @Override
        void forward(Frame frame) {
            Tensor x = frame.value(input(0));
            long[] shape = Arrays.stream(axes).mapToLong(x::size).toArray();
            Tensor y = frame.allocate(output(0), shape);
            forward.run(List.of(x.array()), List.of(y.array()));
        }

        @Override
        void backward(Frame frame) {
            if (frame.wants(input(0))) {
                Tensor gx = frame.target(input(0));
                inverse.run(List.of(frame.gradient(output(0)).array()), List.of(gx.array()));
                frame.contribute(input(0), gx);
            }
        }
    }

    /** {@code split} of the last dimension in equal parts; parts that nobody reads are not made. */
    static final class SplitChannels extends Instruction {
        private final boolean[] used;

        SplitChannels(int[] inputs, int[] outputs, boolean[] used) {
            super(inputs, outputs);
            this.used = used;
        }

        @Override
        void forward(Frame frame) {
            Tensor x = frame.value(input(0));
            int part = x.channels() / outputCount();
            for (int i = 0; i < outputCount(); i++) {
                if (used[i]) {
                    long[] shape = x.shape();
                    shape[shape.length - 1] = part;
                    Tensor y = frame.allocate(output(i), shape);
                    frame.kernels().slice(x, i * part, (i + 1) * part, y);
                }
            }
        }

        @Override
        void backward(Frame frame) {
            if (!frame.wants(input(0))) {
                return;
            }
            Tensor x = frame.value(input(0));
            int part = x.channels() / outputCount();
            Tensor gx = frame.target(input(0));
            for (int i = 0; i < outputCount(); i++) {
                if (!frame.reached(output(i))) {
                    gx.array().assign(0f);
                    break;
                }
            }
            for (int i = 0; i < outputCount(); i++) {
                if (frame.reached(output(i))) {
                    frame.kernels().place(frame.gradient(output(i)), i * part, (i + 1) * part, gx);
                }
            }
            frame.contribute(input(0), gx);
        }
    }

    /** {@code concat} along the last dimension. */
    static final class ConcatChannels extends Instruction {
        ConcatChannels(int[] inputs, int[] outputs) {
            super(inputs, outputs);
        }

        @Override
        void forward(Frame frame) {
            int channels = 0;
            for (int v : inputs()) {
                channels += frame.value(v).channels();
            }
            long[] shape = frame.value(input(0)).shape();
            shape[shape.length - 1] = channels;
            Tensor y = frame.allocate(output(0), shape);
            int at = 0;
            for (int v : inputs()) {
                Tensor x = frame.value(v);
                frame.kernels().place(x, at, at + x.channels(), y);
                at += x.channels();
            }
        }

        @Override
        void backward(Frame frame) {
            Tensor g = frame.gradient(output(0));
            int at = 0;
            for (int v : inputs()) {
                int end = at + frame.value(v).channels();
                if (frame.wants(v)) {
                    Tensor gx = frame.target(v);
                    frame.kernels().slice(g, at, end, gx);
                    frame.contribute(v, gx);
                }
                at = end;
            }
        }
    }
}
