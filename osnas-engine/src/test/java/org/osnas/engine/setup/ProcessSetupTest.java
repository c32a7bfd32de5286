package org.osnas.engine.setup;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.osnas.engine.internal.kernel.KernelThreads;
import org.osnas.engine.internal.kernel.OpenMp;
import org.osnas.engine.internal.plan.Kernels;

class ProcessSetupTest {

    @Test
    void saysWhatIsInForceAndMayBeAppliedAgain() {
        ProcessSetup first = ProcessSetup.apply();
        assertThat(ProcessSetup.apply()).isEqualTo(first);
        assertThat(first.threads()).isEqualTo(KernelThreads.threads());
        assertThat(first.nativeThreadsSingle()).isEqualTo(OpenMp.isSingle());
        assertThat(first.toString())
                .contains(first.threads() + " threads")
                .contains("arithmetic by " + Kernels.chosen())
                .contains(first.allocatorKeepsBlocks() ? "keeps large blocks" : "unchanged");
    }
}
