package org.osnas.core.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osnas.api.cost.Conditions;
import org.osnas.api.cost.CostModel;
import org.osnas.api.cost.LookupTable;
import org.osnas.api.cost.Metric;
import org.osnas.api.space.Block;
import org.osnas.api.space.ChoiceLayer;
import org.osnas.api.space.Conv2d;
import org.osnas.api.space.GlobalAveragePool;
import org.osnas.api.space.Linear;
import org.osnas.api.space.SearchSpace;
import org.osnas.api.space.Shape;
import org.osnas.api.spi.BadInputException;
import org.osnas.core.config.RunConfig;
import org.osnas.core.cost.LatencyOptions;
import org.osnas.core.cost.LatencyTables;
import org.osnas.core.cost.TableFile;

class RunCostsTest {

    @TempDir
    Path folder;

    private final List<String> log = new ArrayList<>();
    private long now;
    private final LatencyTables latencies =
            new LatencyTables(new LatencyOptions(1, 1, 0, 1, 0.2, 0), log::add, () -> now += 1_000_000);

    private static SearchSpace space(int size) {
        return new SearchSpace(
                "toy",
                new Shape(size, size, 3),
                2,
                Block.sequence("stem"),
                List.of(ChoiceLayer.of(Block.sequence("conv", Conv2d.of(3, 3, 3, 1)), Block.sequence("skip"))),
                Block.sequence("head", new GlobalAveragePool(), new Linear(3, 2, true)));
    }

    private RunCosts begin(String search) {
        return RunCosts.begin(
                RunConfig.parse("run.yaml", "search: " + search, List.of()).search(), space(8), latencies);
    }

    private Path table(String name, Metric metric, double base, SearchSpace space) throws IOException {
        Path file = folder.resolve(name);
        TableFile.write(file, LookupTable.of(metric, base, new double[][] {{3, 0}}, space), space);
        return file;
    }

    @Test
    void aBudgetOnLatencyHasItMeasured() {
        RunCosts costs = begin("{budget: {latency: 5, macs: 1.0e+9}}");

        assertThat(costs.model().metrics())
                .containsExactly("params", "macs", "conv_macs", "activation-memory", "latency");
        assertThat(costs.model().table("latency").min()).isEqualTo(1);
        assertThat(costs.model().table("latency").max()).isEqualTo(2);
        assertThat(costs.notes().get(0)).startsWith("Latency: ");
        assertThat(log).hasSize(1);
    }

    @Test
    void withoutSuchABudgetNothingIsMeasured() {
        RunCosts costs = begin("{budget: {macs: 1.0e+9}}");

        assertThat(costs.model().metrics())
                .isEqualTo(CostModel.analytic(space(8)).metrics());
        assertThat(costs.notes()).isEmpty();
        assertThat(now).isZero();
    }

    @Test
    void aTableThatIsNamedIsNotMeasured() throws IOException {
        Path file = table("phone.json", Metric.LATENCY, 40, space(8));
        Path energy = table("energy.json", new Metric("energy", "mJ"), 7, space(8));

        RunCosts costs = begin("{budget: {latency: 50, energy: 9}, tables: [%s, %s]}".formatted(file, energy));

        assertThat(costs.model().table("latency").max()).isEqualTo(43);
        assertThat(costs.model().table("energy").min()).isEqualTo(7);
        assertThat(costs.notes()).isEmpty();
        assertThat(now).isZero();
    }

    @Test
    void whatTheTableWasMeasuredUnderIsComparedWithTheRun() throws IOException {
        Path file = folder.resolve("own.json");
        LookupTable table = LookupTable.of(Metric.LATENCY, 40, new double[][] {{3, 0}}, space(8));

        TableFile.write(file, table.measuredUnder(latencies.conditions()), space(8));
        assertThat(begin("{tables: [%s]}".formatted(file)).notes()).isEmpty();

        TableFile.write(file, table.measuredUnder(new Conditions(8, 2).on("OtherBackend")), space(8));
        assertThat(begin("{tables: [%s]}".formatted(file)).notes())
                .containsExactly("Table " + file
                        + " was measured with batch 8 instead of 1, threads 2 instead of 1, backend OtherBackend instead of "
                        + latencies.conditions().backend().orElseThrow()
                        + ", which this run would measure with. The budget on latency means what the table says.");
    }

    @Test
    void theTableOfARunIsCorrectedByWholeNetworks() {
        // Each read of the clock is a tick: a whole network takes one, and so does each of its blocks.
        SearchSpace large = new SearchSpace(
                "toy",
                new Shape(8, 8, 3),
                2,
                Block.sequence("stem"),
                Collections.nCopies(4, space(8).layers().get(0)),
                space(8).head());

        RunCosts costs = RunCosts.begin(
                RunConfig.parse("run.yaml", "search: {budget: {latency: 5}}", List.of())
                        .search(),
                large,
                latencies);

        LookupTable table = costs.model().table("latency");
        assertThat(table.raw().max()).isEqualTo(5);
        assertThat(table.correction().scale()).isLessThan(1);
        assertThat(table.max()).isLessThan(3);
        assertThat(costs.notes()).last().asString().contains(" whole networks: MAPE ", "; corrected by others (");
        assertThat(log).element(1).asString().startsWith("Measuring 16 networks of space toy");
    }

    @Test
    void aTableOfAnotherInputIsRefusedNamingBoth() throws IOException {
        Path file = table("phone.json", Metric.LATENCY, 40, space(16));

        assertThatThrownBy(() -> begin("{tables: [%s]}".formatted(file)))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("was made for space toy at 16x16x3")
                .hasMessageContaining("is read for space toy at 8x8x3");
    }

    @Test
    void tablesThatSayTheSameTwiceAreRefused() throws IOException {
        Path macs = table("macs.json", Metric.MACS, 1, space(8));
        Path one = table("one.json", Metric.LATENCY, 1, space(8));
        Path two = table("two.json", Metric.LATENCY, 2, space(8));

        assertThatThrownBy(() -> begin("{tables: [%s]}".formatted(macs)))
                .isInstanceOf(BadInputException.class)
                .hasMessage("Table " + macs
                        + " gives the metric macs, which is counted exactly from the description. Leave it out.");
        assertThatThrownBy(() -> begin("{tables: [%s, %s]}".formatted(one, two)))
                .hasMessage(
                        "Table " + two + " gives the metric latency, which another table gives already. Leave it out.");
    }

    @Test
    void anUnknownMetricIsRefusedBeforeAnythingIsMeasured() {
        assertThatThrownBy(() -> begin("{budget: {latency: 5, energy: 9}}"))
                .isInstanceOf(BadInputException.class)
                .hasMessage("Unknown metric 'energy'. Known: params, macs, conv_macs, activation-memory, latency");
        assertThat(now).isZero();
    }
}
