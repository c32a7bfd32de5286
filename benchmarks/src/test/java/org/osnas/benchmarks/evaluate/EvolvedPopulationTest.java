package org.osnas.benchmarks.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.osnas.api.space.Architecture;
import org.osnas.api.space.SearchSpace;
import org.osnas.api.spi.Settings;
import org.osnas.spaces.FbnetS;

class EvolvedPopulationTest {

    @Test
    void evolutionSharesMoreThanChance() {
        FbnetS provider = new FbnetS();
        SearchSpace space = provider.create(provider.defaultInput(), provider.defaultClasses(), Settings.empty());
        List<Architecture> first = EvolvedPopulation.of(space, 50, 50);
        List<Architecture> evolved = EvolvedPopulation.of(space, 50, 500);
        assertThat(evolved).doesNotHaveDuplicates().hasSize(50);
        assertThat(SharedPrefixes.count(evolved)).isLessThan(SharedPrefixes.count(first));
    }

    @Test
    void prefixesAreCountedOnce() {
        assertThat(SharedPrefixes.count(
                        List.of(Architecture.of(1, 2, 3), Architecture.of(1, 2, 0), Architecture.of(0))))
                .isEqualTo(5);
    }
}
