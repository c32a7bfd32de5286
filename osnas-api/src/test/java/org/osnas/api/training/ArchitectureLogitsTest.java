package org.osnas.api.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.osnas.api.space.Architecture;
import org.osnas.api.spi.BadInputException;

class ArchitectureLogitsTest {

    @Test
    void probabilitiesAreTheSoftmaxOfEachLayer() {
        double[][] p = new ArchitectureLogits(new double[][] {{0, Math.log(3)}, {7}}).probabilities();
        assertThat(p[0][0]).isCloseTo(0.25, within(1e-15));
        assertThat(p[0][1]).isCloseTo(0.75, within(1e-15));
        assertThat(p[1]).containsExactly(1);
    }

    @Test
    void largeLogitsDoNotOverflow() {
        assertThat(ArchitectureLogits.softmax(new double[] {1000, 1000, -1000})).containsExactly(0.5, 0.5, 0);
    }

    @Test
    void theMostLikelyHasTheLowestIndexAmongEquals() {
        ArchitectureLogits logits = new ArchitectureLogits(new double[][] {{1, 2, 2}, {0, 0}, {3, -1, 2}});
        assertThat(logits.mostLikely()).isEqualTo(Architecture.of(1, 0, 0));
    }

    @Test
    void areValues() {
        double[][] values = {{1, 2}, {3}};
        ArchitectureLogits logits = new ArchitectureLogits(values);
        values[0][0] = 9;
        assertThat(logits).isEqualTo(new ArchitectureLogits(new double[][] {{1, 2}, {3}}));
        assertThat(logits.logit(0, 0)).isEqualTo(1);
        assertThatThrownBy(() -> new ArchitectureLogits(new double[][] {{Double.NaN}}))
                .isInstanceOf(BadInputException.class)
                .hasMessage("an architecture logit is not a number: NaN");
    }
}
