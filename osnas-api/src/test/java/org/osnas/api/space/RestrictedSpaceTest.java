package org.osnas.api.space;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.osnas.api.cost.CostModel;
import org.osnas.api.spi.BadInputException;

class RestrictedSpaceTest {

    private static final Architecture CHOSEN = Architecture.of(1, 0);

    @Test
    void holdsExactlyTheBlocksOfTheArchitecture() {
        SearchSpace space = space();

        SearchSpace single = space.restrictTo(CHOSEN);

        assertThat(single.name()).isEqualTo("toy/1,0");
        assertThat(single.size()).isEqualTo(BigInteger.ONE);
        assertThat(single.network(Architecture.of(0, 0))).isEqualTo(space.network(CHOSEN));
        assertThat(single.fingerprint()).isNotEqualTo(space.fingerprint());
        assertThat(CostModel.analytic(single).costs(Architecture.of(0, 0)))
                .isEqualTo(CostModel.analytic(space).costs(CHOSEN));
        assertThat(single.supernetParams())
                .isEqualTo((long) CostModel.analytic(space).table("params").cost(CHOSEN));
    }

    @Test
    void refusesAnArchitectureOfAnotherSpace() {
        assertThatThrownBy(() -> space().restrictTo(Architecture.of(0)))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("has 1 choices, but space toy has 2 choice layers");
    }

    private static SearchSpace space() {
        ChoiceLayer layer = ChoiceLayer.of(
                Block.sequence("k3", Conv2d.of(4, 4, 3, 1)), Block.sequence("k5", Conv2d.of(4, 4, 5, 1)));
        return SearchSpace.classifier(
                "toy",
                new Shape(8, 8, 3),
                10,
                Block.sequence("stem", Conv2d.of(3, 4, 3, 1)),
                List.of(layer, layer),
                Block.sequence("head", new GlobalAveragePool(), new Linear(4, 10, true)));
    }
}
