package org.osnas.core.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osnas.api.cost.Budget;
import org.osnas.api.cost.CostModel;
import org.osnas.api.cost.FeasibleArchitectures;
import org.osnas.api.cost.Metric;
import org.osnas.api.search.Proposals;
import org.osnas.api.search.SearchContext;
import org.osnas.api.search.SearchSession;
import org.osnas.api.search.SearchStrategy;
import org.osnas.api.search.Trial;
import org.osnas.api.space.Architecture;
import org.osnas.api.space.SearchSpace;
import org.osnas.api.space.Shape;
import org.osnas.api.spi.BadInputException;
import org.osnas.api.spi.Capability;
import org.osnas.api.spi.Settings;
import org.osnas.core.agent.RunControl;
import org.osnas.core.internal.file.JsonLines;
import org.osnas.core.score.ScoreTable;
import org.osnas.core.stop.StoppedException;
import org.osnas.spaces.MbconvMicro;

class ComparisonTest {

    private static final SearchSpace SPACE = new MbconvMicro()
            .create(new Shape(28, 28, 1), Settings.of("space", Map.of()))
            .classifier(10);

    @TempDir
    Path directory;

    private final TableArena arena = new TableArena(table(243), SPACE, Budget.NONE);

    @Test
    void everyStrategyGetsTheSameEvaluationsSeedsAndScores() throws IOException {
        List<Cell> cells = run(contest("steps, random"), "cells");

        assertThat(cells).hasSize(2 * 5);
        assertThat(cells).allMatch(c -> c.evaluations() == 12);
        for (int seed = 0; seed < 5; seed++) {
            // Both begin by the same uniform draw, and see the score of the same training seed.
            Cell steps = cells.get(seed);
            Cell random = cells.get(5 + seed);
            assertThat(steps.steps().get(0)).isEqualTo(random.steps().get(0));
            Cell.Step first = steps.steps().get(0);
            assertThat(first.score()).isEqualTo(table(243).score(first.architecture(), seed % 2));
            assertThat(first.value()).isEqualTo(table(243).meanTest(first.architecture()));
        }
    }

    @Test
    void aKilledComparisonGoesOnToTheSameCells() throws IOException {
        List<Cell> whole = run(contest("steps, random"), "whole");
        List<String> lines = Files.readAllLines(directory.resolve("whole"));
        Files.writeString(directory.resolve("cut"), String.join("\n", lines.subList(0, 4)) + "\n{\"strategy\":\"ran");

        List<Cell> resumed = run(contest("steps, random"), "cut");

        assertThat(resumed).isEqualTo(whole);
        assertThat(Files.readAllLines(directory.resolve("cut"))).isEqualTo(lines);
    }

    @Test
    void aStopKeepsCompleteCells() throws IOException {
        RunControl control = RunControl.unattended();
        control.stop().request();
        CellLog log = CellLog.inMemory();

        assertThatThrownBy(() -> new Comparison(contest("random")).run(arena, log, control))
                .isInstanceOf(StoppedException.class);
    }

    @Test
    void whatBreaksOrNeedsMoreIsUnrankedAndStopsNothing() throws IOException {
        List<Cell> cells = run(contest("breaks, mixtures, random"), "cells");

        Standings standings = Standings.of(cells, arena.optimum(), Optional.of("random"), 1);
        assertThat(standings.rows()).extracting(Standings.Row::label).containsExactly("random", "breaks", "mixtures");
        assertThat(standings.rows().get(1).place()).isEmpty();
        assertThat(standings.rows().get(1).failures())
                .containsEntry("java.lang.IllegalStateException: broke at proposal 3", 5);
        assertThat(standings.rows().get(2).failures().keySet())
                .first()
                .asString()
                .contains("Search strategy 'mixtures' needs the loss of mixtures of candidate blocks");
        assertThat(contest("mixtures, random").refused(arena.capabilities())).containsOnlyKeys("mixtures");
    }

    @Test
    void theOptimumIsTheBestWithinTheBudget() {
        CostModel costs = CostModel.analytic(SPACE);
        Budget tight = Budget.atMost(Metric.MACS, 1e6);
        double best = FeasibleArchitectures.of(SPACE, costs, tight).stream()
                .mapToDouble(table(243)::meanTest)
                .max()
                .orElseThrow();

        assertThat(new TableArena(table(243), SPACE, tight).optimum()).hasValue(best);
        assertThat(arena.optimum().orElseThrow()).isGreaterThan(best);
    }

    @Test
    void aTableThatLacksArchitecturesOrMetricsIsRefused() {
        assertThatThrownBy(() -> new TableArena(table(242), SPACE, Budget.NONE))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("has 242 of the 243 architectures of space mbconv-micro")
                .hasMessageContaining("2,2,2,2,2, for example, is missing");
        assertThatThrownBy(() -> new TableArena(table(243), SPACE, Budget.of(new Metric("energy", "J"), 0, 1)))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("Unknown metric 'energy' in budget");
    }

    private List<Cell> run(Contest contest, String file) throws IOException {
        return new Comparison(contest)
                .run(arena, CellLog.open(JsonLines.open(directory.resolve(file), "")), RunControl.unattended());
    }

    private static Contest contest(String strategies) {
        Map<String, SearchStrategy> known = Stream.of(new RandomDraws(), new Steps(), new Breaks(), new Mixtures())
                .collect(Collectors.toMap(Provided::name, strategy -> strategy));
        List<Contest.Entrant> entrants = Stream.of(strategies.split(", "))
                .map(name -> Contest.Entrant.of(name, known.get(name)))
                .toList();
        return new Contest(1, 12, 5, entrants, Optional.of("random"));
    }

    /** Two training seeds; the score grows with the sum of the choices, and the seeds differ by a little. */
    private static ScoreTable table(int count) {
        List<ScoreTable.Row> rows = new ArrayList<>();
        FeasibleArchitectures.of(SPACE, CostModel.analytic(SPACE), Budget.NONE).stream()
                .limit(count)
                .forEach(a -> {
                    double base = 0.5;
                    for (int l = 0; l < a.length(); l++) {
                        base += 0.01 * (l + 1) * a.choice(l);
                    }
                    double noise = (a.hashCode() % 7) * 0.001;
                    rows.add(new ScoreTable.Row(
                            a, List.of(base + noise, base - noise), List.of(base, base + 0.01), Map.of()));
                });
        return new ScoreTable("toy table", Map.of(), rows);
    }

    /** A strategy whose proposals come from a function of the proposals and the last trial. */
    abstract static class Provided implements SearchStrategy {
        private final String name;

        Provided(String name) {
            this.name = name;
        }

        abstract Optional<Architecture> propose(Proposals proposals, SearchContext context, Optional<Trial> last);

        String name() {
            return name;
        }

        @Override
        public SearchSession start(SearchContext context) {
            Proposals proposals = new Proposals(context);
            return new SearchSession() {
                private Optional<Trial> last = Optional.empty();

                @Override
                public Optional<Architecture> propose() {
                    return Provided.this.propose(proposals, context, last);
                }

                @Override
                public void observe(Trial trial) {
                    last = Optional.of(trial);
                }
            };
        }
    }

    public static final class RandomDraws extends Provided {
        public RandomDraws() {
            super("random");
        }

        @Override
        Optional<Architecture> propose(Proposals proposals, SearchContext context, Optional<Trial> last) {
            return proposals.next(proposals::draw);
        }
    }

    /** Changes one layer of what it was told last. */
    public static final class Steps extends Provided {
        public Steps() {
            super("steps");
        }

        @Override
        Optional<Architecture> propose(Proposals proposals, SearchContext context, Optional<Trial> last) {
            return proposals.next(random -> last.isEmpty()
                    ? proposals.draw(random)
                    : proposals
                            .firstAdmitted(
                                    20, () -> last.get().architecture().with(random.nextInt(5), random.nextInt(3)))
                            .or(() -> proposals.draw(random)));
        }
    }

    public static final class Breaks extends Provided {
        public Breaks() {
            super("breaks");
        }

        @Override
        Optional<Architecture> propose(Proposals proposals, SearchContext context, Optional<Trial> last) {
            if (proposals.size() == 2) {
                throw new IllegalStateException("broke at proposal 3");
            }
            return proposals.next(proposals::draw);
        }
    }

    public static final class Mixtures extends Provided {
        public Mixtures() {
            super("mixtures");
        }

        @Override
        public Set<Capability> requires() {
            return Set.of(Capability.RELAXED_MODEL);
        }

        @Override
        Optional<Architecture> propose(Proposals proposals, SearchContext context, Optional<Trial> last) {
            throw new AssertionError("must not be started");
        }
    }
}
