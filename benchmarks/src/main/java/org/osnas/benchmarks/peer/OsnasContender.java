package org.osnas.benchmarks.peer;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.osnas.api.space.SearchSpace;
import org.osnas.api.space.Shape;
import org.osnas.api.task.Batch;
import org.osnas.api.task.Evaluation;
import org.osnas.api.task.Model;
import org.osnas.api.task.TrainingAgent;
import org.osnas.api.training.PathChoice;
import org.osnas.api.training.TrainingStep;
import org.osnas.benchmarks.suite.SpaceOption;
import org.osnas.core.supernet.PathModel;
import org.osnas.core.supernet.Supernet;
import org.osnas.core.supernet.SupernetOptimizer;
import org.osnas.core.supernet.SupernetState;
import org.osnas.engine.criterion.CriterionPlans;
import org.osnas.tasks.classification.ImageClassification;

/** This project: supernet, classification agent and optimizer, as a search uses them. */
final class OsnasContender implements Contender {

    private final Workload workload;
    private final SearchSpace space;
    private final Supernet supernet;
    private final RememberingAgent agent = new RememberingAgent();
    private final SupernetOptimizer optimizer;
    private final TrainingStep measured;
    private final Batch batch;
    private int others;

    /** Keeps the model of the last step, which knows the gradient of its mixture. */
    private static final class RememberingAgent implements TrainingAgent {
        private final TrainingAgent inner = new ImageClassification().agent(new CriterionPlans());
        private Model last;

        @Override
        public double step(Model model, Batch batch) {
            last = model;
            return inner.step(model, batch);
        }

        @Override
        public Evaluation evaluation() {
            return inner.evaluation();
        }
    }

    /**
     * @param weights a file that {@link SupernetState} wrote
     */
    OsnasContender(Workload workload, Path weights) throws IOException {
        this.workload = workload;
        this.space = workload.trained();
        this.supernet = Supernet.create(space, workload.seed());
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(weights)))) {
            SupernetState.read(supernet, in);
        }
        this.optimizer = new SupernetOptimizer(supernet, agent, Workload.OPTIMIZER);
        this.measured = TrainingStep.of(path());
        Shape in = space.input();
        INDArray inputs = Nd4j.createFromArray(workload.features())
                .reshape('c', workload.batch(), in.height(), in.width(), in.channels());
        INDArray labels = Nd4j.zeros(workload.batch(), SpaceOption.classes(space));
        int[] classes = workload.labels();
        for (int i = 0; i < classes.length; i++) {
            labels.putScalar(i, classes[i], 1);
        }
        this.batch = new Batch(inputs, labels);
    }

    private PathChoice path() {
        if (workload.mode() != Mode.WEIGHTED) {
            return PathChoice.of(Workload.cyclic(space, 0));
        }
        double[][] mixture = new double[space.depth()][];
        for (int l = 0; l < mixture.length; l++) {
            int size = space.layers().get(l).size();
            mixture[l] = new double[size];
            Arrays.fill(mixture[l], 1.0 / size);
        }
        return new PathChoice.Weighted(mixture);
    }

    @Override
    public void between() {
        if (workload.mode() == Mode.SUPERNET) {
            int shift = 1 + others++ % (space.layers().get(0).size() - 1);
            train(TrainingStep.of(PathChoice.of(Workload.cyclic(space, shift))));
        }
    }

    @Override
    public double step() {
        return train(measured);
    }

    private double train(TrainingStep step) {
        return optimizer.step(step, batch, Workload.LEARNING_RATE).loss();
    }

    @Override
    public double mixtureGradientNorm() {
        if (workload.mode() != Mode.WEIGHTED) {
            return 0;
        }
        double squares = Arrays.stream(((PathModel) agent.last).mixtureGradient())
                .flatMapToDouble(Arrays::stream)
                .map(g -> g * g)
                .sum();
        return Math.sqrt(squares);
    }

    @Override
    public String engine() {
        return "osnas";
    }

    @Override
    public void close() {
        batch.close();
        supernet.close();
    }
}
