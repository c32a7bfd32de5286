package org.osnas.engine.backend;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import org.bytedeco.javacpp.Loader;
import org.osnas.engine.internal.onednn.OneDnn;

/**
 * What this process lacks of the fast way to compute convolutions on a CPU; {@code osnas-backend-cpu} brings all of it.
 *
 * @param missing the parts that could be there and are not, in their order
 */
public record FastPath(Set<Part> missing) {

    /** A library of native code, as an artifact. */
    public enum Part {
        /** oneDNN, called directly. */
        ONEDNN("org.bytedeco:dnnl"),
        /** The loader of OpenCL, which oneDNN is linked against. */
        OPENCL("org.bytedeco:opencl"),
        /** ND4J's own build with oneDNN, of the classifier that ends in {@code -onednn}. */
        ND4J_ONEDNN("org.nd4j:nd4j-native");

        private final String artifact;

        Part(String artifact) {
            this.artifact = artifact;
        }

        /** Group and name; the platform is its classifier. */
        public String artifact() {
            return artifact;
        }
    }

    /** How much longer training takes. */
    public enum Cost {
        /** None was measured: nothing is missing, or only what the direct call of oneDNN makes superfluous. */
        NONE,
        /** Convolutions go through ND4J's operations: 7 s in place of 5 s on two cores, {@code examples/tiny.yaml}. */
        SOME,
        /** Convolutions run in plain loops: 91 s in place of the same 5 s; a longer run, 11 min in place of 48 s. */
        GREAT
    }

    private static final String CPU_BACKEND = "org.nd4j.linalg.cpu.nativecpu.bindings.Nd4jCpu";

    public FastPath {
        missing = Collections.unmodifiableSet(missing.isEmpty() ? EnumSet.noneOf(Part.class) : EnumSet.copyOf(missing));
    }

    /** Of this process with ND4J's CPU backend. On a platform for which oneDNN has no build, nothing is missing. */
    public static FastPath here() {
        if (!Loader.getPlatform().endsWith("-x86_64")) {
            return new FastPath(Set.of());
        }
        EnumSet<Part> missing = EnumSet.noneOf(Part.class);
        OneDnn.obstacle().ifPresent(error -> missing.add(error.contains("OpenCL") ? Part.OPENCL : Part.ONEDNN));
        if (!nd4jHasOneDnn()) {
            missing.add(Part.ND4J_ONEDNN);
        }
        return new FastPath(missing);
    }

    /** What the missing parts cost if convolutions are asked of oneDNN directly, where it is there. */
    public Cost cost() {
        boolean direct = !missing.contains(Part.ONEDNN) && !missing.contains(Part.OPENCL);
        if (direct) {
            return Cost.NONE;
        }
        return missing.contains(Part.ND4J_ONEDNN) ? Cost.GREAT : Cost.SOME;
    }

    // ND4J does not say it, but the path of its library names the build.
    private static boolean nd4jHasOneDnn() {
        try {
            String library = Loader.load(Class.forName(CPU_BACKEND));
            return library != null && library.contains("-onednn");
        } catch (ClassNotFoundException | LinkageError e) {
            return false;
        }
    }
}
