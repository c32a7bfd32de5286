package org.osnas.spaces;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.osnas.spaces.block.Blocks.conv;
import static org.osnas.spaces.block.Blocks.mobile;
import static org.osnas.spaces.block.Blocks.skip;

import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.osnas.api.space.SearchSpace;
import org.osnas.api.space.Shape;
import org.osnas.api.spi.BadInputException;

class SpaceBuilderTest {

    private static final Shape INPUT = new Shape(32, 32, 3);

    private static SpaceBuilder tiny() {
        return SpaceBuilder.space("tiny", INPUT);
    }

    @Test
    void describesASpaceFromInputToFeatures() {
        SearchSpace space = tiny().stem(conv(3), 16, 2)
                .choices(mobile(3, 3), mobile(5, 6), skip())
                .layers(2, 24, 1)
                .layers(3, 40, 2)
                .tail(conv(1), 256)
                .build()
                .classifier(10);
        assertThat(space.depth()).isEqualTo(5);
        assertThat(space.inputOf(0)).isEqualTo(new Shape(16, 16, 16));
        assertThat(space.inputOf(2)).isEqualTo(new Shape(16, 16, 24));
        assertThat(space.inputOf(3)).isEqualTo(new Shape(8, 8, 40));
        assertThat(space.candidate(1, 2).isIdentity()).isTrue();
        assertThat(space.layers().get(0).candidates())
                .extracting(b -> b.name())
                .containsExactly("k3e3", "k5e6", "skip");
        assertThat(space.head().block().params()).isEqualTo(40 * 256 + 2 * 256 + 256 * 10 + 10);
    }

    @Test
    void stepsInTheWrongOrderAreRefused() {
        assertThatThrownBy(() -> tiny().layers(1, 16, 1))
                .isInstanceOf(BadInputException.class)
                .hasMessage("space tiny: name the candidates with choices(…) before the layers");
        assertThatThrownBy(() -> tiny().choices(skip()).layers(1, 16, 1).stem(conv(3), 16, 1))
                .hasMessage("space tiny: the stem comes before the layers");
        assertThatThrownBy(() -> tiny().choices(skip()).tail(conv(3), 16).layers(1, 16, 1))
                .hasMessage("space tiny: the layers come before the tail");
        assertThatThrownBy(() -> tiny().stem(conv(3), 16, 1).build())
                .hasMessage("space tiny needs at least one choice layer");
        assertThatThrownBy(() -> tiny().choices(skip()).layers(0, 16, 1)).hasMessage("count must be at least 1, got 0");
        assertThatThrownBy(() -> tiny().stem(conv(3), 0, 1)).hasMessage("width must be at least 1, got 0");
    }

    @Property(seed = "20230501")
    void widthsAreMultiplesOfEightNearTheWantedOnes(
            @ForAll @DoubleRange(min = 0.1, max = 4) double factor, @ForAll @IntRange(min = 1, max = 64) int eighths) {
        int width = 8 * eighths;
        SearchSpace space = tiny().width(factor)
                .stem(conv(3), width, 2)
                .choices(skip())
                .layers(1, width, 1)
                .build()
                .classifier(10);
        int got = space.inputOf(0).channels();
        assertThat(got % 8).isZero();
        double wanted = Math.max(8, width * factor);
        assertThat(got).isGreaterThanOrEqualTo((int) Math.ceil(0.9 * wanted - 1e-9));
        assertThat(Math.abs(got - wanted)).isLessThanOrEqualTo(got - 8 < 0.9 * wanted ? 8 : 4);
    }

    @Test
    void settingsOfPrebuiltSpacesAreStrict() {
        assertThatThrownBy(() -> TestSpaces.space("fbnet-s", Map.of("witdh", 2)))
                .isInstanceOf(BadInputException.class)
                .hasMessage("Unknown key witdh in space.settings. Known: dropout, width");
        assertThatThrownBy(() -> TestSpaces.space("fbnet-s", Map.of("width", 0)))
                .hasMessage("space.settings.width must be a number from 0.1 to 10.0, got '0'");
        assertThatThrownBy(() -> TestSpaces.space("fbnet-s", Map.of("dropout", "yes")))
                .hasMessage("space.settings.dropout must be a number from 0.0 to 0.95, got 'yes'");
    }
}
