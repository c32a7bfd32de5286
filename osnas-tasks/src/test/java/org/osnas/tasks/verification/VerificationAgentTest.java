package org.osnas.tasks.verification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.osnas.api.task.Batch;
import org.osnas.api.task.Exhibit;
import org.osnas.api.task.Exhibiting;
import org.osnas.api.task.Model;
import org.osnas.api.task.Outputs;
import org.osnas.api.training.Divergence;
import org.osnas.engine.criterion.CriterionPlans;

class VerificationAgentTest {

    private static final int BATCH = 5;
    private static final int SIZE = 3;

    private static INDArray embeddings(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        float[] values = new float[BATCH * SIZE];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return Nd4j.create(values, new long[] {BATCH, SIZE}, 'c');
    }

    private static Batch batch() {
        return new Batch(Nd4j.ones(BATCH, 2, 2, 1), Nd4j.createFromArray(new float[][] {{0}, {0}, {1}, {1}, {2}}));
    }

    /** A model with a fixed output that keeps the gradient. */
    private static final class Fixed implements Model {
        private final INDArray output;
        private INDArray gradient;

        Fixed(INDArray output) {
            this.output = output;
        }

        @Override
        public Outputs forward(INDArray inputs) {
            return Outputs.of("embedding", output);
        }

        @Override
        public void backward(Outputs gradients) {
            gradient = gradients.only().dup();
        }
    }

    private static VerificationAgent agent() {
        return new Verification(
                        new TripletLoss(0.3, TripletLoss.Mining.BATCH_ALL),
                        SIZE,
                        true,
                        VerificationHead.Pooling.AVERAGE,
                        40)
                .agent(new CriterionPlans());
    }

    @Test
    void distillationFollowsItsLoss() {
        VerificationAgent agent = agent();
        Outputs teacher = Outputs.of("embedding", embeddings(8));
        INDArray x = embeddings(9);
        for (Divergence divergence :
                new Divergence[] {new Divergence.KullbackLeibler(), new Divergence.AdaptiveAlpha(-1, 1, 1e6)}) {
            Fixed model = new Fixed(x);
            assertThat(agent.distil(model, batch(), teacher, divergence)).isPositive();
            for (int i = 0; i < x.length(); i++) {
                double[] losses = new double[2];
                for (int side = 0; side < 2; side++) {
                    INDArray moved = x.dup();
                    moved.putScalar(i, x.getDouble(i) + (side == 0 ? -2e-3 : 2e-3));
                    losses[side] = agent.distil(new Fixed(moved), batch(), teacher, divergence);
                }
                double slope = (losses[1] - losses[0]) / 4e-3;
                assertThat(model.gradient.getDouble(i)).isCloseTo(slope, within(1e-2 * Math.max(1, Math.abs(slope))));
            }
        }
    }

    /** Only which examples are alike counts: a teacher that is turned and scaled says the same. */
    @Test
    void aTurnedTeacherSaysTheSame() {
        INDArray x = embeddings(4);
        INDArray turned = Nd4j.createFromArray(new float[][] {{0, 3, 0}, {0, 0, 3}, {3, 0, 0}});
        Fixed model = new Fixed(x);
        double loss = agent().distil(
                        model, batch(), Outputs.of("embedding", x.mmul(turned)), new Divergence.KullbackLeibler());
        assertThat(loss).isCloseTo(0, within(1e-6));
        assertThat(model.gradient.normmaxNumber().doubleValue()).isLessThan(1e-5);
    }

    @Test
    void anEmbeddingThatIsNotANumberTeachesNothing() {
        INDArray x = embeddings(4);
        x.putScalar(2, Float.NaN);
        Fixed model = new Fixed(x);
        assertThat(agent().step(model, batch())).isNaN();
        assertThat(agent().distil(
                                model,
                                batch(),
                                Outputs.of("embedding", embeddings(1)),
                                new Divergence.KullbackLeibler()))
                .isNaN();
        assertThat(model.gradient).isNull();
    }

    /** The page shows the curve, and pairs that are mistaken most. */
    @Test
    void exhibitsAreACurveAndPairs() {
        Exhibiting.Exhibition exhibition = agent().exhibition();
        for (int b = 0; b < 60; b++) {
            try (Batch batch = batch()) {
                exhibition.add(Outputs.of("embedding", embeddings(b)), batch);
            }
        }
        assertThat(exhibition.exhibits()).hasSize(3);
        Exhibit.Curves curves = (Exhibit.Curves) exhibition.exhibits().get(0);
        assertThat(curves.lines().get("ROC")).hasSize(201).last().isEqualTo(new Exhibit.Point(1, 1));
        Exhibit.Pictures alike = (Exhibit.Pictures) exhibition.exhibits().get(1);
        assertThat(alike.pictures()).hasSize(12);
        assertThat(alike.pictures().get(0).caption()).startsWith("pair 1: -");
        Exhibit.Pictures different = (Exhibit.Pictures) exhibition.exhibits().get(2);
        assertThat(different.pictures().get(11).caption())
                .startsWith("pair 6: 1.0")
                .isEqualTo(different.pictures().get(10).caption());
    }
}
