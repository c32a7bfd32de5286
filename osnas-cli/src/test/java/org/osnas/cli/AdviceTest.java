package org.osnas.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osnas.api.cost.Budget;
import org.osnas.api.cost.CostModel;
import org.osnas.api.cost.FeasibleSampler;
import org.osnas.api.cost.Metric;
import org.osnas.api.cost.Range;
import org.osnas.api.cost.UnreachableBudgetException;
import org.osnas.api.space.SearchSpace;
import org.osnas.api.space.Shape;
import org.osnas.api.spi.BadInputException;
import org.osnas.api.spi.Settings;
import org.osnas.core.run.RunFolder;
import org.osnas.core.score.ScoreTableFile;
import org.osnas.spaces.MbconvMicro;

/** The library speaks in values; flags and keys come from the command line alone. */
class AdviceTest {

    private static final SearchSpace SPACE =
            new MbconvMicro().create(new Shape(28, 28, 1), Settings.empty()).classifier(10);

    @TempDir
    Path directory;

    @Test
    void anUnreachableBudgetCarriesItsRangesAndIsToldWithItsKey() {
        CostModel costs = CostModel.analytic(SPACE);
        Throwable failure = catchThrowable(() -> FeasibleSampler.of(SPACE, costs, Budget.atMost(Metric.MACS, 1000)));

        assertThat(failure).isInstanceOfSatisfying(UnreachableBudgetException.class, e -> {
            assertThat(e.reason()).isEqualTo(UnreachableBudgetException.Reason.TOO_LOW);
            assertThat(e.budget())
                    .hasEntrySatisfying("macs", range -> assertThat(range.max()).isEqualTo(1000));
            assertThat(e.reachable())
                    .isEqualTo(Map.of(
                            "macs",
                            new Range(
                                    costs.table("macs").min(),
                                    costs.table("macs").max())));
        });
        assertThat(failure.getMessage()).doesNotContain("search.budget");
        assertThat(Advice.message(failure, "search"))
                .startsWith(failure.getMessage())
                .endsWith("MACs. Raise search.budget, or use a smaller input.");
        assertThat(Advice.message(failure, "compare"))
                .endsWith("Raise budget (run.search.budget where a run is searched), or use a smaller input.");
    }

    @Test
    void aNameThatIsNearToAKnownOneIsSuggested() {
        Settings settings = Settings.of("search", Map.of("trails", 3));
        settings.has("trials");
        Throwable failure = catchThrowable(settings::rejectUnknown);

        assertThat(Advice.message(new BadInputException("run.yaml: " + failure.getMessage(), failure), "search"))
                .isEqualTo("run.yaml: Unknown key trails in search. Known: trials. Did you mean 'trials'?");
        assertThat(Suggestion.nearest("bogus", List.of("uniform", "fair"))).isEmpty();
        assertThat(Suggestion.nearest("evolutoin", List.of("random", "evolution")))
                .contains("evolution");
        assertThat(Suggestion.nearest("zpos", List.of("spoz", "spos"))).contains("spos");
    }

    @Test
    void theCauseOfAFailureIsToldToo() {
        Throwable cause = catchThrowable(() -> ScoreTableFile.read(directory.resolve("none.csv")));

        assertThat(Advice.message(new BadInputException("compare.yaml: " + cause.getMessage(), cause), "compare"))
                .startsWith("compare.yaml: Score table ")
                .endsWith(". Name another one with --set table=FILE.");
        assertThat(Advice.message(cause, "fidelity")).isEqualTo(cause.getMessage());
    }

    @Test
    void aFolderThatIsTakenIsNoMatterOfFlagsToTheLibrary() throws Exception {
        Files.writeString(directory.resolve("config.yaml"), "seed: 1");
        Files.writeString(directory.resolve("environment.json"), "{}");
        Throwable failure = catchThrowable(() -> RunFolder.requireFree(directory));

        assertThat(failure).hasMessage("Output folder " + directory + " holds a run");
        assertThat(Advice.message(failure, "search"))
                .endsWith("holds a run. Add --resume to go on with it, or choose another folder with -o.");
    }

    @Test
    void whatNeedsNoAdviceStaysAsItIs() {
        assertThat(Advice.message(new BadInputException("a bad thing"), "search"))
                .isEqualTo("a bad thing");
    }
}
