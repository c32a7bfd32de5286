package org.osnas.api.spi;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CapabilityTest {

    @Test
    void whatIsMissingIsNamedWithARemedy() {
        assertThatThrownBy(() -> Capability.require(
                        "Search strategy 'differentiable'",
                        Set.of(Capability.TRAINED_LOGITS),
                        Set.of(Capability.RELAXED_MODEL)))
                .isInstanceOfSatisfying(
                        MissingCapabilityException.class,
                        e -> org.assertj.core.api.Assertions.assertThat(e.capability())
                                .isEqualTo(Capability.TRAINED_LOGITS))
                .hasMessage(
                        "Search strategy 'differentiable' needs architecture logits that the training learned, which"
                                + " nothing in this run gives. Take a training strategy that learns them.");
    }

    @Test
    void nothingNeededIsAlwaysGiven() {
        assertThatCode(() -> Capability.require("it", Set.of(), Set.of())).doesNotThrowAnyException();
        assertThatCode(() -> Capability.require("it", EnumSet.allOf(Capability.class), EnumSet.allOf(Capability.class)))
                .doesNotThrowAnyException();
    }
}
