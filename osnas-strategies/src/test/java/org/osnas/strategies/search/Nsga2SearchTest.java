package org.osnas.strategies.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.osnas.api.pareto.Hypervolume;
import org.osnas.api.pareto.Pareto;
import org.osnas.api.search.Objectives;
import org.osnas.api.search.SearchStrategy;
import org.osnas.api.search.Trial;
import org.osnas.api.space.Architecture;
import org.osnas.api.spi.BadInputException;
import org.osnas.api.spi.Settings;
import org.osnas.tck.SyntheticLandscape;

class Nsga2SearchTest {

    private static final Lab LAB = Lab.unlimited(4, 4, 4, 4, 4, 4);

    private static SearchStrategy nsga2(Object objectives) {
        return new Nsga2Search.Provider().create(Settings.of("nsga2", Map.of("objectives", objectives)));
    }

    private static List<Trial> everything(SyntheticLandscape landscape) {
        List<Trial> all = new ArrayList<>();
        for (Architecture architecture : LAB.sampler().feasible()) {
            all.add(LAB.trial(all.size(), architecture, landscape.score(architecture)));
        }
        return all;
    }

    private static double hypervolume(List<Trial> trials, Objectives objectives, double[] reference) {
        List<double[]> front = Pareto.front(trials, objectives).stream()
                .map(objectives::losses)
                .toList();
        return Hypervolume.of(front, reference);
    }

    private static List<Architecture> architectures(List<Trial> trials) {
        return trials.stream().map(Trial::architecture).toList();
    }

    /** The worst of each objective, so that the ends of the front count. */
    private static double[] reference(List<Trial> trials, Objectives objectives) {
        double[] worst = objectives.losses(trials.get(0));
        for (Trial trial : trials) {
            double[] losses = objectives.losses(trial);
            for (int i = 0; i < worst.length; i++) {
                worst[i] = Math.max(worst[i], losses[i]);
            }
        }
        return worst;
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.5})
    void findsTheFrontOfATableFromAQuarterOfIt(double ruggedness) {
        Objectives objectives = Objectives.scoreAnd("macs");
        for (int seed = 0; seed < 10; seed++) {
            SyntheticLandscape landscape =
                    SyntheticLandscape.of(LAB.space(), seed).withRuggedness(ruggedness);
            List<Trial> all = everything(landscape);
            double[] reference = reference(all, objectives);
            List<Trial> found = LAB.run(nsga2("macs"), all.size() / 4, seed, landscape);
            double share = hypervolume(found, objectives, reference) / hypervolume(all, objectives, reference);
            assertThat(share).as("share of the hypervolume, seed %d", seed).isGreaterThanOrEqualTo(0.9);
            assertThat(found.stream().map(Trial::architecture))
                    .as("the exact front, seed %d", seed)
                    .containsAll(architectures(Pareto.front(all, objectives)));
            List<Trial> random = LAB.run(new RandomSearch(), all.size() / 4, seed, landscape);
            assertThat(random.stream().map(Trial::architecture).toList())
                    .as("random search misses some of it, seed %d", seed)
                    .satisfies(drawn -> assertThat(drawn.containsAll(architectures(Pareto.front(all, objectives))))
                            .isFalse());
        }
    }

    @Test
    void takesSeveralObjectives() {
        Objectives objectives = Objectives.scoreAnd("macs", "params");
        SyntheticLandscape landscape = SyntheticLandscape.of(LAB.space(), 3).withRuggedness(0.5);
        List<Trial> all = everything(landscape);
        double[] reference = reference(all, objectives);
        List<Trial> found = LAB.run(nsga2(List.of("macs", "params")), all.size() / 4, 3, landscape);
        List<Trial> random = LAB.run(new RandomSearch(), all.size() / 4, 3, landscape);
        assertThat(hypervolume(found, objectives, reference))
                .isGreaterThan(0.9 * hypervolume(all, objectives, reference))
                .isGreaterThan(hypervolume(random, objectives, reference));
    }

    @Test
    void survivorsAreTheFirstByFrontAndCrowding() {
        Objectives objectives = Objectives.scoreAnd("macs");
        SyntheticLandscape landscape = SyntheticLandscape.of(LAB.space(), 4);
        Nsga2Session session = new Nsga2Session(new Nsga2Search(6, objectives, 0.9, 1, 50), LAB.context(40, 4));
        List<Trial> before = List.of();
        for (int i = 0; i < 40; i++) {
            Architecture next = session.propose().orElseThrow();
            Trial trial = LAB.trial(i, next, i == 3 ? Double.NaN : landscape.score(next));
            session.observe(trial);
            List<Trial> joined = new ArrayList<>(before);
            joined.add(trial);
            assertThat(session.population())
                    .containsExactlyElementsOf(Pareto.crowdedOrder(joined, objectives).stream()
                            .limit(6)
                            .toList());
            before = session.population();
        }
        assertThat(before).hasSize(6).noneMatch(Trial::failed);
    }

    @Test
    void wrongObjectivesAreRefused() {
        assertThatThrownBy(() -> nsga2("energy").start(LAB.context(5, 1)))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("energy")
                .hasMessageContaining("macs");
        assertThatThrownBy(() -> nsga2(List.of()))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("at least one metric");
        assertThatThrownBy(() -> nsga2(7))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("objectives")
                .hasMessageContaining("7");
    }
}
