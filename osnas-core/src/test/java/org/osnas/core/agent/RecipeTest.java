package org.osnas.core.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.osnas.core.agent.Recipes.ARCHITECTURE;
import static org.osnas.core.agent.Recipes.SPACE;
import static org.osnas.core.agent.Recipes.recipe;
import static org.osnas.core.agent.Recipes.run;
import static org.osnas.core.agent.Recipes.steps;
import static org.osnas.core.agent.Recipes.taughtBy;
import static org.osnas.core.agent.Recipes.withoutNormalisation;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.factory.Nd4j;
import org.osnas.api.space.Architecture;
import org.osnas.api.space.Block;
import org.osnas.api.space.SearchSpace;
import org.osnas.api.task.Batch;
import org.osnas.api.task.Dataflow;
import org.osnas.core.agent.OptimizerSettings.RateSchedule;
import org.osnas.core.agent.RetrainSettings.From;
import org.osnas.core.agent.RetrainSettings.Keep;
import org.osnas.core.agent.RetrainSettings.Recipe;
import org.osnas.core.agent.RetrainSettings.Selection;
import org.osnas.core.agent.RetrainSettings.Teacher;
import org.osnas.core.run.RunResult;
import org.osnas.core.run.RunStore;
import org.osnas.core.run.WeightOrigin;
import org.osnas.core.supernet.TinyTask;
import org.osnas.engine.optim.OptimizerConfig.Rule;

/** What each recipe does to a training, that it does something, and that stops lose none of it. */
class RecipeTest {

    /** Values of the weights, and running statistics, of an architecture that was trained. */
    private static List<float[]> trained(SearchSpace space, Architecture architecture, RetrainSettings settings)
            throws IOException {
        return trained(space, architecture, settings, new TinyTask.Data());
    }

    private static List<float[]> trained(
            SearchSpace space, Architecture architecture, RetrainSettings settings, Dataflow data) throws IOException {
        Run run = run(space, settings);
        RunStore store = RunStore.inMemory();
        // What a trained network is read from belongs to a run that has begun.
        run.in(store).trainSupernet(RunControl.unattended()).close();
        try (Retraining retraining =
                new Retraining(run, architecture, data, settings, run.seed(), store.retraining(architecture))) {
            retraining.run(RunControl.unattended());
        }
        try (TrainedNetwork network = TrainedNetwork.load(store, space, architecture, WeightOrigin.RETRAINED)) {
            return network.standalone().weights().stream().flatMap(List::stream).toList();
        }
    }

    private static List<Boolean> isTrained(SearchSpace space, Architecture architecture) {
        SearchSpace single = space.restrictTo(architecture);
        List<Block> blocks = new ArrayList<>(List.of(single.stem()));
        single.layers().forEach(layer -> blocks.add(layer.candidates().get(0)));
        blocks.add(single.head().block());
        return blocks.stream()
                .flatMap(block -> block.weights().stream())
                .map(weight -> weight.role().trainable())
                .toList();
    }

    @Test
    void theNetworkHasTheAverageOfTheWeightsAndStatisticsOfItsOwn() throws IOException {
        List<float[]> one = trained(SPACE, ARCHITECTURE, steps(1));
        List<float[]> two = trained(SPACE, ARCHITECTURE, steps(2));
        List<float[]> three = trained(SPACE, ARCHITECTURE, steps(3));

        List<float[]> average = trained(SPACE, ARCHITECTURE, steps(3).withRecipe(recipe(0.5, 1, 0)));

        List<Boolean> trained = isTrained(SPACE, ARCHITECTURE);
        assertThat(trained).hasSameSizeAs(average).contains(true, false);
        for (int w = 0; w < average.size(); w++) {
            for (int i = 0; i < average.get(w).length; i++) {
                double expected = (one.get(w)[i] + 2 * two.get(w)[i] + 4 * three.get(w)[i]) / 7;
                if (trained.get(w)) {
                    assertThat((double) average.get(w)[i]).isCloseTo(expected, within(1e-6));
                } else {
                    assertThat(average.get(w)[i]).as("recalibrated").isNotEqualTo(three.get(w)[i]);
                }
            }
        }
    }

    static Stream<RetrainSettings> recipes() {
        return Stream.of(
                steps(14).withRecipe(recipe(0.9, 1, 0)),
                steps(14).withRecipe(recipe(0.9, 1, 0)).withSelection(new Selection(2, Keep.BEST, 5)),
                steps(14).withRecipe(recipe(0, 1, 0.5)),
                steps(14).withRecipe(taughtBy(Teacher.OWN)),
                steps(14).withRecipe(taughtBy(Teacher.LARGEST)).withSelection(new Selection(4, Keep.LAST, 0)),
                steps(14).withRecipe(recipe(0.9, 2, 0.5)).withSelection(new Selection(4, Keep.BEST, 0)),
                steps(14).withRecipe(recipe(0, 3, 0)).withSelection(new Selection(3, Keep.LAST, 2)),
                steps(14).withRecipe(recipe(0.9, 2, 0)).withSelection(new Selection(3, Keep.LAST, 2)));
    }

    @ParameterizedTest
    @MethodSource("recipes")
    void doesSomethingAndGoesOnWithTheSameBits(RetrainSettings settings) throws IOException {
        for (From from : List.of(From.SCRATCH, From.INHERITED)) {
            RetrainSettings begun = new RetrainSettings(
                    from,
                    settings.length(),
                    settings.optimizer(),
                    settings.finalists(),
                    settings.recipe(),
                    settings.selection());
            RunResult plain = result(begun.withRecipe(Recipe.PLAIN));
            RunResult whole = result(begun);

            assertThat(whole.network().validation())
                    .isNotEqualTo(plain.network().validation());
            assertThat(TinyRuns.inPieces(run(SPACE, begun), RunStore.inMemory()).network())
                    .isEqualTo(whole.network());
        }
    }

    /** Each schedule with one rule, and each rule with one schedule; all averaged, which adds to what is remembered. */
    @Test
    void rulesAndSchedulesDifferAndGoOnWithTheSameBits() throws IOException {
        Set<Double> scores = new HashSet<>();
        for (Rule rule : Rule.values()) {
            RateSchedule schedule = RateSchedule.values()[rule.ordinal()];
            RetrainSettings settings = steps(14, schedule, rule).withRecipe(recipe(0.5, 1, 0));
            RunResult whole = result(settings);
            scores.add(whole.network().validation());
            scores.add(result(steps(14, RateSchedule.CONSTANT, rule)).network().validation());
            assertThat(TinyRuns.inPieces(run(SPACE, settings), RunStore.inMemory())
                            .network())
                    .as("%s, %s", rule, schedule)
                    .isEqualTo(whole.network());
        }
        assertThat(RateSchedule.values()).hasSameSizeAs(Rule.values());
        assertThat(scores).hasSize(2 * Rule.values().length);
    }

    private static RunResult result(RetrainSettings settings) throws IOException {
        return run(SPACE, settings).in(RunStore.inMemory()).run(RunListener.NONE);
    }

    /** Equal but for rounding: without batch normalisation, a step of two batches is one of their union. */
    @Test
    void accumulatedBatchesAreOneLargeBatch() throws IOException {
        SearchSpace plain = withoutNormalisation();
        Architecture only = Architecture.of(0);
        List<float[]> two = trained(plain, only, steps(3).withRecipe(recipe(0, 2, 0)));
        List<float[]> one = trained(plain, only, steps(3));
        List<float[]> large = trained(plain, only, steps(3), new Pairs());

        for (int w = 0; w < two.size(); w++) {
            assertThat(two.get(w)).containsExactly(large.get(w), within(1e-5f));
        }
        double moved = IntStream.range(0, two.size())
                .mapToDouble(w -> Math.abs(two.get(w)[0] - one.get(w)[0]))
                .max()
                .orElseThrow();
        assertThat(moved).as("not that of the first batch alone").isGreaterThan(1e-4);
    }

    /** Two training batches as one. */
    private static final class Pairs extends TinyTask.Data {
        @Override
        public int batchSize() {
            return 2 * super.batchSize();
        }

        @Override
        public BatchStream training(long firstStep) {
            BatchStream batches = super.training(2 * firstStep);
            return new BatchStream() {
                @Override
                public boolean hasNext() {
                    return batches.hasNext();
                }

                @Override
                public Batch next() {
                    try (Batch one = batches.next();
                            Batch other = batches.next()) {
                        return new Batch(
                                Nd4j.concat(0, one.inputs(), other.inputs()),
                                Nd4j.concat(0, one.labels(), other.labels()));
                    }
                }

                @Override
                public void close() {
                    batches.close();
                }
            };
        }
    }
}
