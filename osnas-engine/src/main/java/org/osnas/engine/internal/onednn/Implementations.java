package org.osnas.engine.internal.onednn;

import java.util.function.Predicate;
import java.util.function.Supplier;
import org.bytedeco.dnnl.convolution_forward;
import org.bytedeco.dnnl.primitive_desc;

/** Which of oneDNN's implementations of a convolution runs. */
final class Implementations {

    private static final int AVX2_LANES = 8;

    private Implementations() {}

    /**
     * The first implementation that computes the shape from its arrays alone. Where a 1×1 convolution leaves pixels out
     * and its channels do not fill vectors of eight, jit_1x1 for AVX2 (oneDNN 2.5.2) reads scratch memory that it has not
     * written: weight gradients of 4 to 6 channels were those of an earlier call.
     */
    static <D extends primitive_desc> D sound(ConvShape s, D descriptor) {
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
    static convolution_forward.primitive_desc depthwise(Supplier<convolution_forward.primitive_desc> maker) {
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
}
