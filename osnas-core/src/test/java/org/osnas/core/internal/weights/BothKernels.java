package org.osnas.core.internal.weights;

import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;
import org.osnas.engine.internal.plan.Kernels;

/**
 * Cases of a test for both implementations of the kernels. Tensors of ND4J's refuse to show their memory, so a test that
 * passes with them never touched it from Java.
 */
public final class BothKernels {

    private BothKernels() {}

    /** Arguments {@code (kernels, case)}. */
    public static Stream<Arguments> with(Collection<?> cases) {
        return List.of(Kernels.cpu(), Kernels.nd4j()).stream()
                .flatMap(kernels -> cases.stream().map(each -> Arguments.of(kernels, each)));
    }
}
