package org.osnas.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.osnas.api.space.Activation.Function.PRELU;
import static org.osnas.spaces.block.Blocks.conv;
import static org.osnas.spaces.block.Blocks.depthwise;
import static org.osnas.spaces.block.Blocks.mobile;

import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.factory.Nd4j;
import org.osnas.api.cost.CostModel;
import org.osnas.api.space.Architecture;
import org.osnas.api.space.Backbone;
import org.osnas.api.space.SearchSpace;
import org.osnas.api.space.Shape;
import org.osnas.api.task.Batch;
import org.osnas.api.training.PathChoice;
import org.osnas.api.training.TrainingStep;
import org.osnas.core.supernet.Supernet;
import org.osnas.core.supernet.SupernetOptimizer;
import org.osnas.engine.criterion.CriterionPlans;
import org.osnas.engine.optim.OptimizerConfig;
import org.osnas.spaces.SpaceBuilder;
import org.osnas.tasks.verification.TripletLoss;
import org.osnas.tasks.verification.Verification;
import org.osnas.tasks.verification.VerificationHead;
import org.osnas.tasks.verification.VerificationHead.Pooling;

/**
 * MobileFaceNet as published, table 1 of Chen et al. 2018, <a href="https://arxiv.org/abs/1804.07573">MobileFaceNets</a>:
 * its bottlenecks, and the head that ends in a global depthwise convolution.
 */
class PublishedFaceNetTest {

    private static Backbone backbone(int side) {
        return SpaceBuilder.space("mobilefacenet as published", new Shape(side, side, 3))
                .stem(conv(3).withActivation(PRELU), 64, 2)
                .stem(depthwise(3).withActivation(PRELU), 64, 1)
                .choices(mobile(3, 2).withActivation(PRELU))
                .layers(5, 64, 2)
                .choices(mobile(3, 4).withActivation(PRELU))
                .layers(1, 128, 2)
                .choices(mobile(3, 2).withActivation(PRELU))
                .layers(6, 128, 1)
                .choices(mobile(3, 4).withActivation(PRELU))
                .layers(1, 128, 2)
                .choices(mobile(3, 2).withActivation(PRELU))
                .layers(2, 128, 1)
                .tail(conv(1).withActivation(PRELU), 512)
                .build();
    }

    @Test
    void hasThePublishedCosts() {
        SearchSpace space = backbone(112).with(new VerificationHead(128, true, Pooling.DEPTHWISE));
        Architecture only = Architecture.of(new int[space.depth()]);
        Map<String, Double> costs = CostModel.analytic(space).costs(only);
        // "221 million MAdds and 0.99 million parameters"; ours count every scale, shift and slope.
        assertThat(costs.get("conv_macs") / 1e6).isBetween(220.5, 221.5);
        assertThat(costs.get("params") / 1e6).isBetween(0.98, 1.01);
    }

    @Test
    void trainsThroughItsHead() {
        SearchSpace space = backbone(32).with(new VerificationHead(8, true, Pooling.DEPTHWISE));
        Architecture only = Architecture.of(new int[space.depth()]);
        try (Supernet network = Supernet.create(space, 1);
                Batch batch = new Batch(
                        Nd4j.create(images(), new long[] {4, 32, 32, 3}, 'c'),
                        Nd4j.createFromArray(new float[][] {{0}, {0}, {1}, {1}}))) {
            SupernetOptimizer optimizer = new SupernetOptimizer(
                    network,
                    new Verification(new TripletLoss(0.3, TripletLoss.Mining.BATCH_ALL), 8, true, Pooling.DEPTHWISE, 40)
                            .agent(new CriterionPlans()),
                    new OptimizerConfig(0.9, 0, 5));
            double first = 0;
            double last = 0;
            for (int step = 0; step < 12; step++) {
                last = optimizer
                        .step(TrainingStep.of(PathChoice.of(only)), batch, 0.05)
                        .loss();
                first = step == 0 ? last : first;
            }
            assertThat(last).isLessThan(0.8 * first);
        }
    }

    private static float[] images() {
        SplittableRandom random = new SplittableRandom(1);
        float[] values = new float[4 * 32 * 32 * 3];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextDouble();
        }
        return values;
    }
}
