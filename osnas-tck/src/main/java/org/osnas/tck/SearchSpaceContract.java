package org.osnas.tck;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.osnas.api.cost.CostModel;
import org.osnas.api.cost.LookupTable;
import org.osnas.api.random.Seeds;
import org.osnas.api.space.Architecture;
import org.osnas.api.space.Backbone;
import org.osnas.api.space.Block;
import org.osnas.api.space.ClassificationHead;
import org.osnas.api.space.Dropout;
import org.osnas.api.space.SearchSpace;
import org.osnas.api.space.Shape;
import org.osnas.api.space.SpaceProvider;
import org.osnas.api.spi.Settings;

/** The rules of {@link SpaceProvider} and its {@link SearchSpace} as tests. */
public interface SearchSpaceContract {

    /** The provider to check. */
    SpaceProvider spaceProvider();

    /** Settings of the space, made anew at each call; none by default. */
    default Settings spaceSettings() {
        return Settings.empty();
    }

    private Backbone backbone() {
        return spaceProvider().create(spaceProvider().defaultInput(), spaceSettings());
    }

    private SearchSpace space(int classes) {
        return backbone().classifier(classes);
    }

    private SearchSpace space() {
        return space(spaceProvider().defaultClasses());
    }

    private static List<Architecture> sample(SearchSpace space) {
        RandomGenerator random = Seeds.generator(41, "space-contract", 0);
        List<Architecture> sample = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            int[] choices = space.sizes();
            for (int l = 0; l < choices.length; l++) {
                choices[l] = random.nextInt(choices[l]);
            }
            sample.add(space.canonical(Architecture.of(choices)));
        }
        return sample;
    }

    /** The space has the input shape and number of classes that were asked for, and the provider's name. */
    @Test
    default void required_P01_isWhatWasAskedFor() {
        Shape input = spaceProvider().defaultInput();
        for (int classes : new int[] {spaceProvider().defaultClasses(), 2, 7}) {
            SearchSpace space = space(classes);
            assertThat(space.input()).isEqualTo(input);
            assertThat(space.outputs()).isEqualTo(Map.of(ClassificationHead.LOGITS, new Shape(1, 1, classes)));
            assertThat(space.name()).isEqualTo(spaceProvider().name());
        }
    }

    /** Made twice, the space is the same; for another number of classes it is another one, and its fingerprint says so. */
    @Test
    default void required_P02_fingerprintTellsSpacesApart() {
        assertThat(space(5).fingerprint()).isEqualTo(space(5).fingerprint());
        assertThat(space(6).fingerprint()).isNotEqualTo(space(5).fingerprint());
    }

    /** A head can stand on every feature, beside the vector: it gets the shape that the feature says it has. */
    @Test
    default void required_P05_everyFeatureCarriesAHead() {
        Backbone backbone = backbone();
        assertThat(backbone.features()).containsKeys(Backbone.MAP, Backbone.VECTOR);
        backbone.features().forEach((feature, shape) -> {
            SearchSpace space = backbone.with(head -> {
                head.output("feature", head.add(new Dropout(0), head.read(feature)));
                head.output("classes", head.add(new Dropout(0), head.read(Backbone.VECTOR)));
            });
            assertThat(space.outputs())
                    .isEqualTo(Map.of(
                            "feature", shape, "classes", backbone.features().get(Backbone.VECTOR)));
        });
    }

    /** Costs add up: the table's cost is that of the network's blocks at the shapes that they really get. */
    @Test
    default void required_P03_costsAddUp() {
        SearchSpace space = space();
        CostModel costs = CostModel.analytic(space);
        for (Architecture architecture : sample(space)) {
            long params = 0;
            long macs = 0;
            List<Block> network = space.network(architecture);
            for (int place = 0; place < network.size(); place++) {
                params += network.get(place).params();
                macs += network.get(place).macs(space.inputsAt(place));
            }
            assertThat(costs.table("params").cost(architecture)).as("params").isEqualTo(params);
            assertThat(costs.table("macs").cost(architecture)).as("macs").isEqualTo(macs);
        }
    }

    /** No cost is negative, and there is something to choose by: architectures differ in cost. */
    @Test
    default void required_P04_costsDiffer() {
        LookupTable macs = CostModel.analytic(space()).table("macs");
        for (int l = 0; l < macs.depth(); l++) {
            for (int c = 0; c < macs.size(l); c++) {
                assertThat(macs.blockCost(l, c)).isNotNegative();
            }
        }
        assertThat(macs.max()).isGreaterThan(macs.min());
    }
}
