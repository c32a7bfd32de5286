package org.osnas.spaces;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import java.util.ServiceLoader;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.osnas.api.cost.CostModel;
import org.osnas.api.cost.LookupTable;
import org.osnas.api.space.SearchSpace;
import org.osnas.api.space.Shape;
import org.osnas.api.space.SpaceProvider;
import org.osnas.api.spi.Settings;

/** Totals of the prebuilt spaces, counted by an independent implementation. */
class SpaceTotalsTest {

    @ParameterizedTest
    @CsvSource({
        "fbnet-s, 10641332, 2228224, 683380",
        "fbnet-l, 10859252, 2904064, 901300",
        "proxylessnas, 14974868, 2064384, 542084",
        "spos, 7566100, 2732032, 760372",
        "sgnas, 4372644, 2064384, 542084",
        "mobilefacenet, 5270656, 18088448, 227456"
    })
    void supernetAndBase(String name, long params, double baseConvMacs, double baseParams) {
        SearchSpace space = TestSpaces.space(name);
        CostModel costs = CostModel.analytic(space);
        assertThat(space.supernetParams()).isEqualTo(params);
        assertThat(costs.table("conv_macs").base()).isEqualTo(baseConvMacs);
        assertThat(costs.table("params").base()).isEqualTo(baseParams);
    }

    @ParameterizedTest
    @CsvSource({
        "fbnet-s, 2.62, 15.40, 40.19",
        "proxylessnas, 2.72, 27.27, 46.96",
        "spos, 21.20, 25.92, 31.65",
        "sgnas, 2.06, 31.36, 46.96",
        "mobilefacenet, 19.7, 202.5, 430.7"
    })
    void extremesAndMean(String name, double min, double mean, double max) {
        LookupTable macs = CostModel.analytic(TestSpaces.space(name)).table("conv_macs");
        assertThat(macs.min() / 1e6).isCloseTo(min, within(rounding(min)));
        assertThat(macs.max() / 1e6).isCloseTo(max, within(rounding(max)));
        double[][] uniform = java.util.Arrays.stream(macs.sizes())
                .mapToObj(n -> java.util.stream.DoubleStream.generate(() -> 1.0 / n)
                        .limit(n)
                        .toArray())
                .toArray(double[][]::new);
        // Recorded as the mean of a sample of architectures.
        assertThat(macs.expected(uniform) / 1e6).isCloseTo(mean, within(0.02 * mean));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "fbnet-s",
                "fbnet-l",
                "mbconv-micro",
                "proxylessnas",
                "spos",
                "sgnas",
                "mobilefacenet",
                "mobilenet-v3",
                "mobilenet-imagenet",
                "spos-imagenet",
                "fbnet-imagenet",
                "nas-bench-macro"
            })
    void everySpaceTakesOtherInputs(String name) {
        SpaceProvider provider = TestSpaces.provider(name);
        SearchSpace space =
                provider.create(new Shape(45, 31, 2), Settings.empty()).classifier(7);
        assertThat(space.input()).isEqualTo(new Shape(45, 31, 2));
        assertThat(space.outputs()).isEqualTo(Map.of("logits", new Shape(1, 1, 7)));
        assertThat(provider.description()).isNotBlank().doesNotContain("\n");
    }

    @Test
    void namesAreUnique() {
        TreeSet<String> names = new TreeSet<>();
        for (SpaceProvider provider : ServiceLoader.load(SpaceProvider.class)) {
            assertThat(names.add(provider.name())).as(provider.name()).isTrue();
            assertThat(provider.name()).matches("[a-z0-9-]+");
        }
        assertThat(names).contains("fbnet-s", "fbnet-l", "mbconv-micro");
    }

    /** Half of the last digit with which the totals are recorded: two decimals, one above 100 or for faces. */
    private static double rounding(double recorded) {
        return recorded * 10 == Math.rint(recorded * 10) ? 0.05 : 0.005;
    }
}
