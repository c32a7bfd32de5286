package org.osnas.core.supernet;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.osnas.api.space.Activation;
import org.osnas.api.space.Add;
import org.osnas.api.space.Architecture;
import org.osnas.api.space.BatchNorm;
import org.osnas.api.space.Block;
import org.osnas.api.space.BlockBuilder;
import org.osnas.api.space.ChoiceLayer;
import org.osnas.api.space.Conv2d;
import org.osnas.api.space.DepthwiseConv2d;
import org.osnas.api.space.GlobalAveragePool;
import org.osnas.api.space.Linear;
import org.osnas.api.space.SearchSpace;
import org.osnas.api.space.Shape;
import org.osnas.api.task.Batch;
import org.osnas.api.task.DataDescription;
import org.osnas.api.task.Dataflow;
import org.osnas.api.task.Distils;
import org.osnas.api.task.Evaluation;
import org.osnas.api.task.Model;
import org.osnas.api.task.Outputs;
import org.osnas.api.task.Split;
import org.osnas.api.task.TrainingAgent;
import org.osnas.api.training.Divergence;

/** A small space, a small data set and a squared-error agent, for tests of the supernet. */
public final class TinyTask {

    public static final Shape INPUT = new Shape(8, 8, 2);
    public static final int CLASSES = 3;

    /** Architectures of {@link #space}, some with a common beginning. */
    public static final List<Architecture> SOME = List.of(
            Architecture.of(0, 0, 0),
            Architecture.of(0, 0, 2),
            Architecture.of(0, 1, 1),
            Architecture.of(2, 1, 1),
            Architecture.of(2, 1, 2));

    private TinyTask() {}

    /** Three layers of three candidates: a residual, a wider residual, identity; the middle layer changes the width. */
    public static SearchSpace space() {
        Block stem = Block.sequence("stem", Conv2d.of(2, 4, 3, 1), BatchNorm.of(4), Activation.relu6(4));
        return SearchSpace.classifier(
                "tiny",
                INPUT,
                CLASSES,
                stem,
                List.of(
                        ChoiceLayer.of(residual("k3", 4, 3), residual("k5", 4, 5), Block.sequence("skip")),
                        ChoiceLayer.of(plain("a", 3), plain("b", 1)),
                        ChoiceLayer.of(residual("k3", 6, 3), residual("k5", 6, 5), Block.sequence("skip"))),
                Block.sequence("head", new GlobalAveragePool(), new Linear(6, CLASSES, true)));
    }

    private static Block residual(String name, int c, int kernel) {
        BlockBuilder b = Block.builder(name);
        int y = b.then(
                b.input(),
                new DepthwiseConv2d(c, kernel, 1),
                BatchNorm.of(c),
                Activation.relu6(c),
                Conv2d.of(c, c, 1, 1),
                BatchNorm.of(c));
        return b.build(b.add(new Add(), b.input(), y));
    }

    private static Block plain(String name, int kernel) {
        return Block.sequence(name, Conv2d.of(4, 6, kernel, 2), BatchNorm.of(6), Activation.relu6(6));
    }

    /** Half the mean squared difference of outputs and labels. */
    public static final class Agent implements Distils {
        @Override
        public double step(Model model, Batch batch) {
            return learn(model, batch, batch.labels());
        }

        @Override
        public double distil(Model model, Batch batch, Outputs teacher, Divergence divergence) {
            return learn(model, batch, teacher.only());
        }

        private static double learn(Model model, Batch batch, INDArray targets) {
            Outputs outputs = model.forward(batch.inputs());
            INDArray difference = outputs.only().sub(targets);
            double loss = difference.mul(difference).sumNumber().doubleValue() / 2 / batch.size();
            if (Double.isFinite(loss)) {
                model.backward(outputs.map(output -> difference.div(batch.size())));
            }
            return loss;
        }

        @Override
        public Evaluation evaluation() {
            return new Collected();
        }
    }

    /** Keeps all outputs; the score is their sum. */
    public static final class Collected implements Evaluation {
        public final List<Float> values = new ArrayList<>();

        @Override
        public void add(Outputs outputs, Batch batch) {
            for (float v : outputs.only().dup('c').data().asFloat()) {
                values.add(v);
            }
        }

        @Override
        public double score() {
            return values.stream().mapToDouble(v -> v).sum();
        }

        @Override
        public Map<String, Double> metrics() {
            return Map.of("sum", score());
        }
    }

    /** Random images whose labels follow from their mean colours. */
    public static Batch batch(long seed, int size) {
        SplittableRandom random = new SplittableRandom(seed);
        float[] x = new float[size * 8 * 8 * 2];
        float[] y = new float[size * CLASSES];
        for (int i = 0; i < size; i++) {
            int label = random.nextInt(CLASSES);
            y[i * CLASSES + label] = 1;
            for (int p = 0; p < 128; p++) {
                x[i * 128 + p] = (float) (random.nextGaussian() + (p % 2 == 0 ? label : -label));
            }
        }
        return new Batch(
                Nd4j.createFromArray(x).reshape(size, 8, 8, 2),
                Nd4j.createFromArray(y).reshape(size, CLASSES));
    }

    /** As {@link Agent}, of a task that cannot learn from another network. */
    public static TrainingAgent withoutDistillation() {
        return new TrainingAgent() {
            @Override
            public double step(Model model, Batch batch) {
                return new Agent().step(model, batch);
            }

            @Override
            public Evaluation evaluation() {
                return new Agent().evaluation();
            }
        };
    }

    /** Fixed batches; the last one of the evaluation is smaller. */
    public static class Data implements Dataflow {
        @Override
        public DataDescription description() {
            return DataDescription.ofClasses(INPUT, CLASSES);
        }

        @Override
        public int size(Split split) {
            return 40;
        }

        @Override
        public int batchSize() {
            return 16;
        }

        @Override
        public BatchStream training(long firstStep) {
            return stream(firstStep, Integer.MAX_VALUE, 16);
        }

        @Override
        public BatchStream evaluation(Split split) {
            return stream(1000, 3, 16);
        }

        @Override
        public BatchStream calibration(int batches) {
            return stream(2000, batches, 16);
        }

        @Override
        public void close() {}

        private static BatchStream stream(long first, int count, int size) {
            Iterator<Long> seeds = java.util.stream.LongStream.iterate(first, s -> s + 1)
                    .limit(count)
                    .iterator();
            return new BatchStream() {
                @Override
                public boolean hasNext() {
                    return seeds.hasNext();
                }

                @Override
                public Batch next() {
                    long seed = seeds.next();
                    return batch(seed, seed == 1002 ? 8 : size);
                }

                @Override
                public void close() {}
            };
        }
    }
}
