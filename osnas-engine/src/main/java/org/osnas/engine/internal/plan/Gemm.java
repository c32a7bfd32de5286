package org.osnas.engine.internal.plan;

import org.nd4j.linalg.factory.Nd4j;

/** Products of row-major matrices {@code [rows, channels]} by BLAS. */
final class Gemm {

    private Gemm() {}

    /** {@code c = a · b}. */
    static void product(Tensor a, Tensor b, Tensor c) {
        run(b, a, c, false, false);
    }

    /** {@code c = aᵀ · b}. */
    static void transposedLeft(Tensor a, Tensor b, Tensor c) {
        run(b, a, c, false, true);
    }

    /** {@code c = a · bᵀ}. */
    static void transposedRight(Tensor a, Tensor b, Tensor c) {
        run(b, a, c, true, false);
    }

    // BLAS is column-major: it sees the transposed matrices, so the product is taken in reverse order.
    private static void run(Tensor a, Tensor b, Tensor c, boolean transposeA, boolean transposeB) {
        Nd4j.getBlasWrapper()
                .level3()
                .gemm(a.blasMatrix(), b.blasMatrix(), c.blasMatrix(), transposeA, transposeB, 1.0, 0.0);
    }
}
