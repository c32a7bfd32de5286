package org.osnas.core.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osnas.api.cost.Budget;
import org.osnas.api.cost.CostModel;
import org.osnas.api.cost.FeasibleSampler;
import org.osnas.api.cost.Metric;
import org.osnas.api.score.Score;
import org.osnas.api.score.Scorer;
import org.osnas.api.search.SearchContext;
import org.osnas.api.search.SearchSession;
import org.osnas.api.search.Trial;
import org.osnas.api.space.Architecture;
import org.osnas.api.space.Block;
import org.osnas.api.space.ChoiceLayer;
import org.osnas.api.space.Conv2d;
import org.osnas.api.space.GlobalAveragePool;
import org.osnas.api.space.Linear;
import org.osnas.api.space.SearchSpace;
import org.osnas.api.space.Shape;
import org.osnas.api.spi.BadInputException;
import org.osnas.core.run.TrialLog;
import org.osnas.core.stop.StopSignal;
import org.osnas.core.stop.StoppedException;

class SearchTest {

    private static final int CANDIDATES = 20;

    @TempDir
    Path directory;

    private final List<Architecture> scored = new ArrayList<>();

    @Test
    void scoresEveryProposalOnceInBatches() throws IOException {
        List<Integer> sizes = new ArrayList<>();
        Scorer counting = (architectures, before) -> {
            sizes.add(architectures.size());
            return scores(architectures, before);
        };

        List<Trial> trials = search(new Waves(4), 10, counting, 3).run(RunControl.unattended(), "");

        assertThat(trials).hasSize(10);
        assertThat(trials).extracting(Trial::index).containsExactly(0L, 1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L);
        assertThat(sizes).containsExactly(3, 1, 3, 1, 2);
        assertThat(Search.ranked(trials).get(0).score()).isEqualTo(0.85);
    }

    @Test
    void resumesByReplayWithoutScoringAgain() throws IOException {
        List<Trial> whole = search(new Waves(4), 10, this::scores, 4).run(RunControl.unattended(), "");
        List<String> lines = Files.readAllLines(log());
        Files.writeString(log(), lines.stream().limit(6).collect(Collectors.joining("\n")) + "\n{\"ind");
        scored.clear();

        Search resumed = search(new Waves(4), 10, this::scores, 4);
        List<Trial> again = resumed.run(RunControl.unattended(), "");

        assertThat(again).isEqualTo(whole);
        assertThat(scored).hasSize(4).doesNotHaveDuplicates();
    }

    @Test
    void stopsBetweenBatchesAndKeepsWhatIsScored() throws IOException {
        StopSignal stop = new StopSignal();
        Scorer stopping = (architectures, before) -> {
            stop.request();
            return scores(architectures, before);
        };

        assertThatThrownBy(() -> search(new Waves(4), 10, stopping, 4).run(new RunControl(RunListener.NONE, stop), ""))
                .isInstanceOf(StoppedException.class)
                .hasMessage("Stopped in phase search at 4 of 10; all progress is saved.");
        assertThat(TrialLog.open(log()).entries()).hasSize(4);
    }

    /** The waves propose what was enqueued, too: it is told from what is known, and costs no trial. */
    @Test
    void whatIsEnqueuedIsScoredFirstAndOnce() throws IOException {
        Waves waves = new Waves(4);
        List<Architecture> first = List.of(Architecture.of(5), Architecture.of(2), Architecture.of(5));

        List<Trial> trials =
                search(waves, CANDIDATES, this::scores, 3).enqueue(first).run(RunControl.unattended(), "");

        assertThat(trials).hasSize(CANDIDATES);
        assertThat(trials.subList(0, 2))
                .extracting(Trial::architecture)
                .containsExactly(Architecture.of(5), Architecture.of(2));
        assertThat(scored).hasSize(CANDIDATES).doesNotHaveDuplicates();
        List<String> lines = Files.readAllLines(log());
        Files.writeString(log(), String.join("\n", lines.subList(0, 4)) + "\n");
        assertThat(search(new Waves(4), CANDIDATES, this::scores, 3)
                        .enqueue(first)
                        .run(RunControl.unattended(), ""))
                .isEqualTo(trials);
    }

    @Test
    void aSearchEndsWhereItsStopSays() throws IOException {
        List<Trial> whole = search(new Waves(1), CANDIDATES, this::scores, 1).run(RunControl.unattended(), "");
        Files.delete(log());
        double target = whole.get(5).score();
        int reached = 1;
        while (whole.get(reached - 1).score() < target) {
            reached++;
        }

        assertThat(ended(new SearchSettings.Stop(
                        OptionalInt.empty(), OptionalDouble.of(target), OptionalDouble.empty())))
                .isEqualTo(whole.subList(0, reached));
        List<Trial> patient =
                ended(new SearchSettings.Stop(OptionalInt.of(3), OptionalDouble.empty(), OptionalDouble.empty()));
        assertThat(patient.size()).isLessThan(CANDIDATES);
        double best = patient.stream().mapToDouble(Trial::score).max().orElseThrow();
        assertThat(patient.subList(0, patient.size() - 3))
                .extracting(Trial::score)
                .contains(best);
        assertThat(patient.subList(patient.size() - 3, patient.size())).allMatch(trial -> trial.score() <= best);
        // Any time is longer than this.
        assertThat(ended(
                        new SearchSettings.Stop(OptionalInt.empty(), OptionalDouble.empty(), OptionalDouble.of(1e-12))))
                .hasSize(1);
    }

    private List<Trial> ended(SearchSettings.Stop stop) throws IOException {
        Files.deleteIfExists(log());
        List<Trial> trials =
                search(new Waves(1), CANDIDATES, this::scores, 1).until(stop).run(RunControl.unattended(), "");
        assertThat(search(new Waves(1), CANDIDATES, this::scores, 1).until(stop).run(RunControl.unattended(), ""))
                .as("gone on from its log")
                .isEqualTo(trials);
        return trials;
    }

    @Test
    void aLogOfAnotherSearchIsRefused() throws IOException {
        search(new Waves(4), 8, this::scores, 4).run(RunControl.unattended(), "");

        assertThatThrownBy(() -> search(new Waves(7), 8, this::scores, 3).run(RunControl.unattended(), ""))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining(
                        "Trial 0 of trials.jsonl is not what this configuration and version would have tried");
    }

    @Test
    void aProposalOutsideOfTheBudgetIsADefectOfTheStrategy() {
        Budget tight = Budget.atMost(
                Metric.PARAMS, CostModel.analytic(space()).table("params").min());

        assertThatThrownBy(() -> search(new Waves(4), 5, tight, this::scores, 2).run(RunControl.unattended(), ""))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("outside of the budget");
    }

    @Test
    void aStrategyThatRepeatsItselfFailsByItsName() {
        SearchSession stuck = new SearchSession() {
            @Override
            public Optional<Architecture> propose() {
                return Optional.of(Architecture.of(3));
            }

            @Override
            public void observe(Trial trial) {}
        };
        assertThatThrownBy(
                        () -> search(stuck, 5, Budget.NONE, this::scores, 1).run(RunControl.unattended(), "my-climb"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("Search strategy 'my-climb' proposed 3 a second time; a session proposes no network twice"
                        + " (Proposals keeps that rule)");
        assertThat(scored).as("nothing is scored twice").hasSize(1);
    }

    @Test
    void aSearchEndsWhenTheSessionHasNothingLeft() throws IOException {
        assertThat(search(new Waves(4), 100, this::scores, 50).run(RunControl.unattended(), ""))
                .hasSize(CANDIDATES);
    }

    @Test
    void failedTrialsDoNotRank() {
        Trial failed = new Trial(0, Architecture.of(0), Double.NaN, java.util.Map.of());
        Trial first = new Trial(1, Architecture.of(1), 0.5, java.util.Map.of());
        Trial equal = new Trial(2, Architecture.of(2), 0.5, java.util.Map.of());

        assertThat(Search.ranked(List.of(failed, equal, first))).containsExactly(first, equal);
    }

    private List<Score> scores(List<Architecture> architectures, List<Trial> before) {
        scored.addAll(architectures);
        return architectures.stream()
                .map(a -> Score.of((a.choice(0) * 7 % CANDIDATES) / 20.0))
                .toList();
    }

    private Search search(Waves strategy, int trials, Scorer scorer, int batch) throws IOException {
        return search(strategy, trials, Budget.NONE, scorer, batch);
    }

    private Search search(SearchSession strategy, int trials, Budget budget, Scorer scorer, int batch)
            throws IOException {
        SearchSpace space = space();
        CostModel costs = CostModel.analytic(space);
        SearchContext context =
                new SearchContext(space, costs, budget, FeasibleSampler.of(space, costs, budget), trials, 1);
        return new Search(any -> strategy, context, TrialLog.open(log()), scorer, batch);
    }

    private Path log() {
        return directory.resolve("trials.jsonl");
    }

    private static SearchSpace space() {
        Block[] candidates = IntStream.range(0, CANDIDATES)
                .mapToObj(i -> Block.sequence("k" + i, Conv2d.of(4, 4, 2 * i + 1, 1)))
                .toArray(Block[]::new);
        return SearchSpace.classifier(
                "toy",
                new Shape(8, 8, 1),
                10,
                Block.sequence("stem", Conv2d.of(1, 4, 3, 1)),
                List.of(ChoiceLayer.of(candidates)),
                Block.sequence("head", new GlobalAveragePool(), new Linear(4, 10, true)));
    }

    /** Proposes all architectures in waves; a wave waits until the one before is observed. */
    private static final class Waves implements SearchSession {
        private final int size;
        private final Deque<Architecture> left = new ArrayDeque<>();
        private int proposed;
        private int observed;

        Waves(int size) {
            this.size = size;
            for (int i = 0; i < CANDIDATES; i++) {
                left.add(Architecture.of((i * 3 + size) % CANDIDATES));
            }
        }

        @Override
        public Optional<Architecture> propose() {
            boolean waits = proposed > observed && proposed % size == 0;
            if (waits || left.isEmpty()) {
                return Optional.empty();
            }
            proposed++;
            return Optional.of(left.remove());
        }

        @Override
        public void observe(Trial trial) {
            observed++;
        }
    }
}
