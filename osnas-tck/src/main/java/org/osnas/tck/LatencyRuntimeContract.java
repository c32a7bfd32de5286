package org.osnas.tck;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.osnas.api.cost.Conditions;
import org.osnas.api.cost.LatencyRuntime;
import org.osnas.api.space.Architecture;
import org.osnas.api.space.Block;
import org.osnas.api.space.ChoiceLayer;
import org.osnas.api.space.Conv2d;
import org.osnas.api.space.GlobalAveragePool;
import org.osnas.api.space.Linear;
import org.osnas.api.space.SearchSpace;
import org.osnas.api.space.Shape;
import org.osnas.api.space.StandaloneNetwork;

/** The rules of {@link LatencyRuntime} as tests. */
public interface LatencyRuntimeContract {

    /** The runtime to check. */
    LatencyRuntime runtime();

    /** The name stands in tables: it is one line. */
    @Test
    default void required_L01_nameAndDescriptionAreOneLine() {
        assertThat(runtime().name()).isNotBlank().doesNotContain("\n");
        assertThat(runtime().description()).isNotBlank().doesNotContain("\n").hasSizeLessThanOrEqualTo(120);
    }

    /** Every network is measured as often as it must be, in milliseconds above 0. */
    @Test
    default void required_L02_everyNetworkIsMeasured() {
        for (Conditions conditions : List.of(new Conditions(1, 1), new Conditions(3, 1))) {
            double[][] millis = runtime().millis(List.of(network(3), network(6), network(3)), conditions, 2);
            assertThat(millis).hasDimensions(LatencyRuntime.MEASUREMENTS, 3);
            assertThat(Arrays.stream(millis).flatMapToDouble(Arrays::stream))
                    .allMatch(value -> value > 0 && Double.isFinite(value));
        }
    }

    private static Supplier<StandaloneNetwork> network(int width) {
        return () -> {
            SearchSpace space = SearchSpace.classifier(
                    "contract" + width,
                    new Shape(5, 5, 2),
                    2,
                    Block.sequence("stem", Conv2d.of(2, width, 3, 1)),
                    List.of(ChoiceLayer.of(Block.sequence("skip"))),
                    Block.sequence("head", new GlobalAveragePool(), new Linear(width, 2, true)));
            return new StandaloneNetwork(
                    space,
                    space.network(Architecture.of(0)).stream()
                            .map(block -> block.weights().stream()
                                    .map(weight -> {
                                        float[] values = new float[weight.length()];
                                        Arrays.fill(values, 0.1f);
                                        return values;
                                    })
                                    .toList())
                            .toList());
        };
    }
}
