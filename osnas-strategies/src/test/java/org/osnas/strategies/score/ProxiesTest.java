package org.osnas.strategies.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.BitSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.osnas.api.score.UntrainedNetworks.Activity;
import org.osnas.api.score.UntrainedNetworks.Slope;
import org.osnas.api.space.Shape;
import org.osnas.api.space.Weight;
import org.osnas.api.spi.BadInputException;
import org.osnas.spaces.MobilenetV3;
import org.osnas.strategies.score.GradientProxy.Kind;

/** Small cases whose numbers were worked out by hand. */
class ProxiesTest {

    private static final List<Slope> SLOPES = List.of(
            new Slope(
                    new Weight("a.kernel", List.of(1, 1, 1, 2), Weight.Role.KERNEL),
                    new float[] {2, -1},
                    new float[] {3, 4}),
            new Slope(new Weight("a.gamma", List.of(2), Weight.Role.GAMMA), new float[] {9, 9}, new float[] {9, 9}),
            new Slope(
                    new Weight("b.dense", List.of(1, 2), Weight.Role.DENSE), new float[] {0.5f, 1}, new float[] {-12, 5
                    }));

    @Test
    void lengthsOfKernelsAddUp() {
        assertThat(new GradientProxy(Kind.GRAD_NORM).of(SLOPES)).isEqualTo(5 + 13);
    }

    @Test
    void saliencyIsWhatEachWeightWouldCost() {
        assertThat(new GradientProxy(Kind.SNIP).of(SLOPES)).isEqualTo(6 + 4 + 6 + 5);
        assertThat(new GradientProxy(Kind.SYNFLOW).of(SLOPES)).isEqualTo(21);
    }

    @Test
    void aLossThatIsNoNumberGivesNoScore() {
        assertThat(new GradientProxy(Kind.SNIP).of(List.of())).isNaN();
    }

    private static BitSet units(int... active) {
        BitSet set = new BitSet();
        for (int unit : active) {
            set.set(unit);
        }
        return set;
    }

    /** Of 4 units the first two examples differ in 1, the third from them in 3 and 2: det [4 3 1; 3 4 2; 1 2 4] = 20. */
    @Test
    void examplesThatSwitchDifferentlyScoreMore() {
        Activity activity = new Activity(4, List.of(units(0, 1), units(0), units(2)));

        assertThat(NaswotProxy.of(activity)).isCloseTo(Math.log(20), within(1e-12));
        assertThat(NaswotProxy.of(new Activity(4, List.of(units(0, 1), units(2, 3)))))
                .isCloseTo(Math.log(16), within(1e-12));
    }

    @Test
    void examplesThatSwitchAlikeGiveNoScore() {
        assertThat(NaswotProxy.of(new Activity(4, List.of(units(0, 1), units(0, 1)))))
                .isNaN();
    }

    @Test
    void aSpaceWithoutSwitchingUnitsIsRefused() {
        assertThatThrownBy(() -> new NaswotProxy()
                        .check(new MobilenetV3().create(new Shape(32, 32, 3)).classifier(10)))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("Scorer 'nwot'")
                .hasMessageContaining("h_swish");
    }
}
