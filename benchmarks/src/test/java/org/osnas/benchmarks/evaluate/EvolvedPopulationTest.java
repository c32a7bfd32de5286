package org.osnas.benchmarks.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.osnas.api.cost.Budget;
import org.osnas.api.cost.CostModel;
import org.osnas.api.cost.FeasibleSampler;
import org.osnas.api.cost.LookupTable;
import org.osnas.api.cost.Metric;
import org.osnas.api.random.Seeds;
import org.osnas.api.space.Architecture;
import org.osnas.api.space.SearchSpace;
import org.osnas.api.space.Shape;
import org.osnas.api.spi.Settings;
import org.osnas.spaces.FbnetS;

class EvolvedPopulationTest {

    @Test
    void evolutionSharesMoreThanChance() {
        FbnetS provider = new FbnetS();
        SearchSpace space =
                provider.create(provider.defaultInput(), Settings.empty()).classifier(provider.defaultClasses());
        CostModel costs = CostModel.analytic(space);
        LookupTable macs = costs.table("macs");
        Budget budget = Budget.of(Metric.MACS, macs.min(), (macs.min() + macs.max()) / 2);
        FeasibleSampler sampler = FeasibleSampler.of(space, costs, budget);
        RandomGenerator random = Seeds.generator(1, "chance", 0);
        List<Architecture> drawn =
                Stream.generate(() -> sampler.sample(random)).limit(50).toList();
        EvolvedPopulation evolved = EvolvedPopulation.of(space, 50, 500);
        assertThat(evolved.children()).doesNotHaveDuplicates().hasSize(50);
        assertThat(evolved.survivors()).doesNotHaveDuplicates().hasSize(50);
        double byChance = SharedPrefixes.saving(drawn, macs);
        assertThat(SharedPrefixes.saving(evolved.children(), macs)).isGreaterThan(byChance);
        assertThat(SharedPrefixes.saving(evolved.survivors(), macs)).isGreaterThan(byChance);
    }

    @Test
    void prefixesCostOnce() {
        LookupTable table = new LookupTable(
                Metric.MACS, 0, new double[][] {{1, 2}, {10, 20, 30}, {100, 200}}, "s", new Shape(1, 1, 1), "f");
        assertThat(SharedPrefixes.saving(
                        List.of(Architecture.of(1, 2, 1), Architecture.of(1, 2, 0), Architecture.of(0, 2, 0)), table))
                .isEqualTo((232 + 132 + 131) / (232 + 100.0 + 131));
    }
}
