package org.osnas.core.supernet;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.osnas.api.space.Architecture;
import org.osnas.api.space.SearchSpace;
import org.osnas.api.spi.Settings;
import org.osnas.api.task.Evaluation;
import org.osnas.api.task.Split;
import org.osnas.api.training.PathChoice;
import org.osnas.api.training.TrainingStep;
import org.osnas.core.optim.SgdConfig;
import org.osnas.core.registry.Kind;
import org.osnas.core.registry.Registry;

/** The prebuilt spaces, at a quarter of their width, train real steps and evaluate. */
class PrebuiltSpacesTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "fbnet-s",
                "fbnet-l",
                "proxylessnas",
                "spos",
                "sgnas",
                "mobilefacenet",
                "mbconv-micro",
                "mobilenet-v3",
                "mobilenet-imagenet",
                "spos-imagenet",
                "fbnet-imagenet"
            })
    void trainsPathsAndMixturesAndEvaluates(String name) {
        SearchSpace space = Registry.standard().all(Kind.SPACE).stream()
                .filter(provider -> provider.name().equals(name))
                .findFirst()
                .orElseThrow()
                .create(TinyTask.INPUT, TinyTask.CLASSES, Settings.of("space.settings", Map.of("width", 0.25)));
        Supernet supernet = Supernet.create(space, 3);
        Trainer trainer = new Trainer(supernet, new TinyTask.Agent(), new SgdConfig(0.9, 1e-4, 5));
        float[] before = supernet.head().trained().toArray();
        SplittableRandom random = new SplittableRandom(5);

        for (int step = 0; step < 3; step++) {
            PathChoice path = step < 2 ? PathChoice.of(draw(space, random)) : mixture(space);
            double loss = trainer.step(TrainingStep.of(path), TinyTask.batch(step, 16), 0.05)
                    .loss();
            assertThat(loss).as("step " + step).isFinite().isPositive();
        }

        assertThat(supernet.head().trained().toArray()).isNotEqualTo(before);
        Evaluation evaluation = new SupernetEvaluator(
                        supernet, new TinyTask.Data(), new TinyTask.Agent(), BatchNormMode.RECALIBRATE, 1)
                .evaluate(List.of(draw(space, random)), Split.VALIDATION)
                .get(0);
        assertThat(((TinyTask.Outputs) evaluation).values)
                .hasSize(40 * TinyTask.CLASSES)
                .allMatch(Float::isFinite);
        assertThat(supernet.pool().lent()).isZero();
    }

    private static Architecture draw(SearchSpace space, SplittableRandom random) {
        int[] sizes = space.sizes();
        for (int l = 0; l < sizes.length; l++) {
            sizes[l] = random.nextInt(sizes[l]);
        }
        return Architecture.of(sizes);
    }

    /** The first and the last candidate of each layer, in equal parts. */
    private static PathChoice mixture(SearchSpace space) {
        int[] sizes = space.sizes();
        double[][] weights = new double[sizes.length][];
        for (int l = 0; l < sizes.length; l++) {
            weights[l] = new double[sizes[l]];
            weights[l][0] = 0.5;
            weights[l][sizes[l] - 1] = 0.5;
        }
        return new PathChoice.Weighted(weights);
    }
}
