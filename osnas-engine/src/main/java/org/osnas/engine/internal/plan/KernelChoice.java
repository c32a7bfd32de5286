package org.osnas.engine.internal.plan;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ops.executioner.OpExecutioner.ExecutionerType;
import org.nd4j.linalg.factory.Nd4j;
import org.osnas.api.spi.BadInputException;
import org.osnas.engine.backend.FastPath;

/**
 * Which kernels this process uses: system property {@code osnas.kernels}, {@code cpu} or {@code nd4j}; without it those
 * of the CPU on ND4J's CPU backend, and ND4J's operations on every other.
 */
final class KernelChoice {

    private static final String PROPERTY = "osnas.kernels";

    private static volatile @Nullable Kernels chosen;

    private KernelChoice() {}

    /** Decided once, at the first call, which everything that trains or evaluates passes: it warns of a slow choice. */
    static Kernels get() {
        Kernels kernels = chosen;
        return kernels != null ? kernels : decide();
    }

    private static synchronized Kernels decide() {
        Kernels kernels = chosen;
        if (kernels == null) {
            boolean cpu = Nd4j.getExecutioner().type() == ExecutionerType.NATIVE_CPU;
            kernels = choose(System.getProperty(PROPERTY, ""), cpu);
            if (kernels == CpuKernels.INSTANCE) {
                FastPathWarning.issue(FastPath.here());
            }
            chosen = kernels;
        }
        return kernels;
    }

    /**
     * @param asked value of the property, empty if it is not set
     * @param cpuBackend whether arrays lie in memory that Java can see
     * @throws BadInputException if that cannot be had
     */
    static Kernels choose(String asked, boolean cpuBackend) {
        switch (asked.toLowerCase(Locale.ROOT)) {
            case "":
                return cpuBackend ? CpuKernels.INSTANCE : Nd4jKernels.INSTANCE;
            case "nd4j":
                return Nd4jKernels.INSTANCE;
            case "cpu":
                if (!cpuBackend) {
                    throw new BadInputException("System property " + PROPERTY
                            + " is cpu, but ND4J's backend keeps its arrays out of the CPU's memory. Leave the"
                            + " property out, set it to nd4j, or use the CPU backend");
                }
                return CpuKernels.INSTANCE;
            default:
                throw new BadInputException("System property " + PROPERTY + " is '" + asked
                        + "'; it may be cpu (Java and oneDNN) or nd4j (ND4J's operations). Without it the backend"
                        + " decides");
        }
    }
}
