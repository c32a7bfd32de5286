package org.osnas.spaces;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.osnas.api.cost.CostModel;
import org.osnas.api.cost.LookupTable;
import org.osnas.api.space.Architecture;
import org.osnas.api.space.SearchSpace;
import org.osnas.api.space.Shape;

class MbconvMicroTest {

    private final SearchSpace space = TestSpaces.space("mbconv-micro");
    private final LookupTable macs = CostModel.analytic(space).table("macs");

    @Test
    void has243ArchitecturesFor28By28() {
        assertThat(space.size()).isEqualTo(BigInteger.valueOf(243));
        assertThat(space.input()).isEqualTo(new Shape(28, 28, 1));
        assertThat(space.inputOf(0)).isEqualTo(new Shape(14, 14, 16));
        assertThat(space.inputOf(5)).isEqualTo(new Shape(4, 4, 64));
    }

    @Test
    void spreadsInCostAndStaysCheap() {
        double mean = macs.expected(thirds());
        assertThat(macs.max() / macs.min()).isGreaterThan(10);
        assertThat(mean).isLessThan(2e6);
        assertThat(macs.argMin()).isEqualTo(Architecture.of(0, 0, 0, 0, 0));
        assertThat(macs.argMax()).isEqualTo(Architecture.of(2, 2, 2, 2, 2));
    }

    @Test
    void cheapestNetworkCountedByHand() {
        int stem = 14 * 14 * 9 * 16;
        int blocks = 14 * 14 * 16 * (9 + 16)
                + 7 * 7 * 16 * (9 + 24)
                + 7 * 7 * 24 * (9 + 32)
                + 4 * 4 * 32 * (9 + 48)
                + 4 * 4 * 48 * (9 + 64);
        int classifier = 64 * 10;
        assertThat(macs.min()).isEqualTo(stem + blocks + classifier);
    }

    @Test
    void widthAndDropoutAreSettings() {
        SearchSpace wide = TestSpaces.space("mbconv-micro", Map.of("width", 1.5, "dropout", 0.2));
        assertThat(wide.inputOf(5).channels()).isEqualTo(96);
        assertThat(wide.inputOf(2).channels()).isEqualTo(40); // 36 rounds to a multiple of 8
        assertThat(wide.head().toString()).contains("Dropout[rate=0.2]");
        assertThat(wide.fingerprint()).isNotEqualTo(space.fingerprint());
        assertThat(space.head().toString()).doesNotContain("Dropout");
    }

    private static double[][] thirds() {
        double[][] p = new double[5][3];
        for (double[] row : p) {
            java.util.Arrays.fill(row, 1.0 / 3);
        }
        return p;
    }
}
