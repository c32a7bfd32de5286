package org.osnas.engine.internal.onednn;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.bytedeco.dnnl.engine;
import org.bytedeco.dnnl.global.dnnl;
import org.bytedeco.dnnl.stream;
import org.bytedeco.javacpp.Loader;
import org.osnas.engine.internal.kernel.OpenMp;

/**
 * Convolutions by oneDNN (github.com/uxlfoundation/oneDNN), on images that stay channels-last in memory. Memory is given
 * by address; the caller keeps it alive. Compiled kernels are kept per thread, so calls of several threads never wait
 * for each other.
 */
public final class OneDnn {

    private static final Library LIBRARY = Library.load();
    private static final ThreadLocal<OneDnn> LOCAL = ThreadLocal.withInitial(OneDnn::new);
    // A supernet of 200 blocks with three convolutions, three directions and two batch sizes needs 3,600.
    private static final int MOST_KERNELS = 8192;

    private enum Direction {
        FORWARD,
        INPUT_GRADIENT,
        WEIGHT_GRADIENT
    }

    private record Key(Direction direction, ConvShape shape) {}

    /** Whether kernels are compiled for OpenMP to use the calling thread alone. */
    private final boolean single = OpenMp.isSingle();

    private final stream stream;
    private final KernelCompiler compiler;
    private final Map<Key, ConvKernel> kernels = new LinkedHashMap<>(256, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, ConvKernel> eldest) {
            return size() > MOST_KERNELS;
        }
    };

    private OneDnn() {
        OpenMp.apply(LIBRARY.path().orElseThrow());
        engine cpu = new engine(engine.kind.cpu, 0);
        stream = new stream(cpu);
        compiler = new KernelCompiler(cpu, stream, new Workspace(), new Workspace());
    }

    /** Whether the native library is on the class path and fits this platform. */
    public static boolean isAvailable() {
        return LIBRARY.path().isPresent();
    }

    /** Why it is not, in the words of whoever looked for it; empty if it is. */
    public static Optional<String> obstacle() {
        return LIBRARY.obstacle();
    }

    /** One of its components is empty: the path of the native library, or why it is not there. */
    private record Library(Optional<String> path, Optional<String> obstacle) {
        static Library load() {
            try {
                return new Library(Optional.of(Loader.load(dnnl.class)), Optional.empty());
            } catch (LinkageError e) {
                return new Library(Optional.empty(), Optional.of(e.toString()));
            }
        }
    }

    /** This thread's kernels; they begin anew when OpenMP's threads were set after the first of them were compiled. */
    private static OneDnn local() {
        if (LOCAL.get().single != OpenMp.isSingle()) {
            LOCAL.set(new OneDnn());
        }
        return LOCAL.get();
    }

    /** {@code y = conv(x, w)}. */
    public static void forward(ConvShape shape, long x, long w, long y) {
        OneDnn local = local();
        local.kernel(Direction.FORWARD, shape, () -> local.compiler.forward(shape))
                .run(x, w, y);
    }

    /** The gradient {@code gx} of the input from that of the output, assigned. */
    public static void inputGradient(ConvShape shape, long gy, long w, long gx) {
        OneDnn local = local();
        local.kernel(Direction.INPUT_GRADIENT, shape, () -> local.compiler.inputGradient(shape))
                .run(gy, w, gx);
    }

    /** The gradient {@code gw} of the weights from that of the output, assigned. */
    public static void weightGradient(ConvShape shape, long x, long gy, long gw) {
        OneDnn local = local();
        local.kernel(Direction.WEIGHT_GRADIENT, shape, () -> local.compiler.weightGradient(shape))
                .run(x, gy, gw);
    }

    private ConvKernel kernel(Direction direction, ConvShape shape, Supplier<ConvKernel> maker) {
        Key key = new Key(direction, shape);
        ConvKernel kernel = kernels.get(key);
        if (kernel == null) {
            kernel = maker.get();
            kernels.put(key, kernel);
        }
        return kernel;
    }
}
