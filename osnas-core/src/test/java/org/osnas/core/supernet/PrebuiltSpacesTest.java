package org.osnas.core.supernet;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.osnas.api.cost.Budget;
import org.osnas.api.cost.CostModel;
import org.osnas.api.cost.FeasibleSampler;
import org.osnas.api.space.Architecture;
import org.osnas.api.space.SearchSpace;
import org.osnas.api.spi.Settings;
import org.osnas.api.task.Evaluation;
import org.osnas.api.task.Split;
import org.osnas.api.training.PathChoice;
import org.osnas.api.training.TrainingStep;
import org.osnas.core.internal.evaluation.SupernetEvaluator;
import org.osnas.core.registry.Kind;
import org.osnas.core.registry.Registry;
import org.osnas.engine.optim.OptimizerConfig;
import org.osnas.spaces.file.YamlSpaceReader;

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
                .create(TinyTask.INPUT, Settings.of("space.settings", Map.of("width", 0.25)))
                .classifier(TinyTask.CLASSES);
        trains(space, mixture(space, false));
    }

    @Test
    void everyBlockThatAFileCanNameTrains(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(
                folder.resolve("all.yaml"),
                """
                stem: [{block: conv, kernel: 3, width: 8, groups: 1, activation: h-swish}]
                candidates:
                  - {block: depthwise, kernel: 3, activation: prelu}
                  - {block: mobile, kernel: 3, expansion: 2, groups: 2, channel-shuffle: true, squeeze-excite: true}
                  - {block: fbnet, kernel: 5, expansion: 1, groups: 2}
                  - {block: shuffle, kernel: 3}
                  - shuffle-xception
                  - {block: mixconv, kernels: [3, 5], expansion: 2}
                  - {block: average-pool, kernel: 3}
                  - squeeze-excite
                  - identity
                  - zero
                layers:
                  - {count: 2, width: 8, stride: 2}
                  - {width: 8, candidates: [{block: conv, kernel: 3, groups: 4}, skip]}
                  - {width: 16, stride: 2, sub-blocks: 2, candidates: [{block: depthwise, kernel: 3}, zero]}
                tail: [{block: conv, kernel: 1, width: 24}, {block: linear, width: 12, activation: h-swish}]
                """);
        SearchSpace space = new YamlSpaceReader()
                .read(file)
                .create(TinyTask.INPUT, Settings.empty())
                .classifier(TinyTask.CLASSES);
        trains(space, mixture(space, true));
    }

    private static void trains(SearchSpace space, PathChoice mixture) {
        Supernet supernet = Supernet.create(space, 3);
        SupernetOptimizer optimizer =
                new SupernetOptimizer(supernet, new TinyTask.Agent(), new OptimizerConfig(0.9, 1e-4, 5));
        float[] before = supernet.network().head().weights().trained().toArray();
        SplittableRandom random = new SplittableRandom(5);

        for (int step = 0; step < 3; step++) {
            PathChoice path = step < 2 ? PathChoice.of(draw(space, random)) : mixture;
            double loss = optimizer
                    .step(TrainingStep.of(path), TinyTask.batch(step, 16), 0.05)
                    .loss();
            assertThat(loss).as("step " + step).isFinite().isPositive();
        }

        assertThat(supernet.network().head().weights().trained().toArray()).isNotEqualTo(before);
        Evaluation evaluation = new SupernetEvaluator(
                        supernet, new TinyTask.Data(), new TinyTask.Agent(), BatchNormMode.RECALIBRATE, 1)
                .evaluate(List.of(draw(space, random)), Split.VALIDATION)
                .get(0);
        assertThat(((TinyTask.Collected) evaluation).values)
                .hasSize(40 * TinyTask.CLASSES)
                .allMatch(Float::isFinite);
        assertThat(supernet.network().pool().lent()).isZero();
    }

    private static Architecture draw(SearchSpace space, SplittableRandom random) {
        return FeasibleSampler.of(space, CostModel.analytic(space), Budget.NONE).sample(random);
    }

    /** All candidates of each layer, or the first and the last, in equal parts. */
    private static PathChoice mixture(SearchSpace space, boolean all) {
        int[] sizes = space.sizes();
        double[][] weights = new double[sizes.length][];
        for (int l = 0; l < sizes.length; l++) {
            weights[l] = new double[sizes[l]];
            if (all) {
                Arrays.fill(weights[l], 1.0 / sizes[l]);
            } else {
                weights[l][0] = 0.5;
                weights[l][sizes[l] - 1] = 0.5;
            }
        }
        return new PathChoice.Weighted(weights);
    }
}
