package org.osnas.engine.internal.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.factory.Nd4j;
import org.osnas.api.spi.BadInputException;

/** Whose memory kernels work on, and who chooses them. */
class KernelMemoryTest {

    @Test
    void onlyTheKernelsOfTheCpuSeeTheMemory() {
        Tensor opaque = Kernels.nd4j().allocate(2, 3);
        assertThatThrownBy(opaque::buffer)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("[2, 3] has no buffer");
        assertThatThrownBy(() -> opaque.address(0)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> Kernels.cpu().add(opaque, opaque, opaque)).isInstanceOf(IllegalStateException.class);
        for (Tensor part : Kernels.nd4j().allocate(4, 2).parts(2)) {
            assertThatThrownBy(part::buffer).isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void copiesOfPartsOfAnArrayAreThoseOfThePart() {
        var whole = Nd4j.createFromArray(new float[] {1, 2, 3, 4, 5, 6}).reshape(3, 2);
        for (Kernels kernels : List.of(Kernels.cpu(), Kernels.nd4j())) {
            Tensor last = kernels.wrap(whole.getRows(1, 2)).parts(2)[1];
            assertThat(last.toArray()).containsExactly(5, 6);
            last.write(new float[] {7, 8});
            assertThat(last.array().toFloatVector()).containsExactly(7, 8);
        }
    }

    @Test
    void theBackendChoosesUnlessAPropertyDoes() {
        assertThat(KernelChoice.choose("", true)).isSameAs(Kernels.cpu());
        assertThat(KernelChoice.choose("", false)).isSameAs(Kernels.nd4j());
        assertThat(KernelChoice.choose("nd4j", true)).isSameAs(Kernels.nd4j());
        assertThat(KernelChoice.choose("CPU", true)).isSameAs(Kernels.cpu());
        assertThatThrownBy(() -> KernelChoice.choose("cpu", false))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("Leave the property out");
        assertThatThrownBy(() -> KernelChoice.choose("gpu", true))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("osnas.kernels is 'gpu'; it may be cpu");
    }
}
