package org.osnas.core.supernet;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.osnas.api.space.Architecture;
import org.osnas.api.space.SearchSpace;
import org.osnas.api.task.Evaluation;
import org.osnas.api.task.Split;
import org.osnas.api.training.PathChoice;
import org.osnas.api.training.TrainingStep;
import org.osnas.core.internal.evaluation.SupernetEvaluator;
import org.osnas.engine.optim.OptimizerConfig;

/** Supernets trained a few steps on {@link TinyTask}, along the same few architectures in turn. */
public record TinyTraining(SearchSpace space, List<Architecture> paths) {

    public static final OptimizerConfig SGD = new OptimizerConfig(0.9, 1e-4, 5);

    public Supernet trained(int steps) {
        Supernet supernet = Supernet.create(space, 3);
        train(supernet, 0, steps);
        return supernet;
    }

    /** The loss of each step. */
    public List<Double> train(Supernet supernet, int from, int to) {
        SupernetOptimizer optimizer = new SupernetOptimizer(supernet, new TinyTask.Agent(), SGD);
        List<Double> losses = new ArrayList<>();
        for (int s = from; s < to; s++) {
            TrainingStep step = TrainingStep.of(PathChoice.of(paths.get(s % paths.size())));
            losses.add(optimizer.step(step, TinyTask.batch(s, 16), 0.05).loss());
        }
        return losses;
    }

    public byte[] state(Supernet supernet) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        SupernetState.write(supernet, new DataOutputStream(bytes));
        return bytes.toByteArray();
    }

    public SupernetEvaluator evaluator(Supernet supernet, BatchNormMode mode) {
        return new SupernetEvaluator(supernet, new TinyTask.Data(), new TinyTask.Agent(), mode, 3);
    }

    /** Asserts that architectures get the same outputs for all validation images together and one by one. */
    public void assertTogetherIsAsAlone(Supernet supernet, BatchNormMode mode) {
        List<Evaluation> together = evaluator(supernet, mode).evaluate(paths, Split.VALIDATION);
        for (int a = 0; a < paths.size(); a++) {
            Evaluation alone = evaluator(supernet, mode)
                    .evaluate(List.of(paths.get(a)), Split.VALIDATION)
                    .get(0);
            assertThat(((TinyTask.Collected) together.get(a)).values)
                    .as(mode + " " + paths.get(a))
                    .isEqualTo(((TinyTask.Collected) alone).values)
                    .hasSize(40 * TinyTask.CLASSES);
        }
    }
}
