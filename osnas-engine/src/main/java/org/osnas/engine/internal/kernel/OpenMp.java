package org.osnas.engine.internal.kernel;

import com.sun.jna.Function;
import com.sun.jna.Library;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Platform;
import java.util.Map;
import java.util.Optional;

/**
 * Keeps the native library to the thread that calls it. Its own OpenMP team and the kernels' threads would put each
 * other to sleep a hundred times a step; so instead the kernels' threads each call it with a part of the batch.
 */
public final class OpenMp {

    // RTLD_LAZY alone: by default JNA makes the symbols of a library global, and ND4J's own oneDNN would call another.
    private static final Map<String, Integer> PRIVATELY = Map.of(Library.OPTION_OPEN_FLAGS, 1);
    private static final Optional<Function> SET = find("libgomp.so.1");
    private static volatile boolean single = "1".equals(System.getenv("OMP_NUM_THREADS"));

    private OpenMp() {}

    /** Whether native operations use the calling thread only, so that several may run at once. */
    public static boolean isSingle() {
        return single;
    }

    /**
     * Makes native operations that this thread and the kernels' threads call from now on use one thread each; OpenMP
     * counts by calling thread.
     *
     * @return whether that worked or was so already; it cannot without an OpenMP library of GNU's name
     */
    public static boolean makeSingle() {
        if (SET.isPresent()) {
            single = true;
            apply();
        }
        return single;
    }

    /** To be called first by each thread that the kernels start. */
    static void apply() {
        if (single) {
            SET.ifPresent(OpenMp::toOneThread);
        }
    }

    /**
     * Does the same for the calling thread and a library that may bring an OpenMP library of its own; nothing if the
     * other is not single.
     *
     * @param library path of the native library
     */
    public static void apply(String library) {
        if (single) {
            find(library).ifPresent(OpenMp::toOneThread);
        }
    }

    private static void toOneThread(Function set) {
        set.invokeVoid(new Object[] {1});
    }

    private static Optional<Function> find(String library) {
        if (!Platform.isLinux()) {
            return Optional.empty();
        }
        try {
            return Optional.of(NativeLibrary.getInstance(library, PRIVATELY).getFunction("omp_set_num_threads"));
        } catch (UnsatisfiedLinkError e) {
            return Optional.empty();
        }
    }
}
