package @PACKAGE@;

import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.osnas.api.space.Activation;
import org.osnas.api.space.Backbone;
import org.osnas.api.space.BatchNorm;
import org.osnas.api.space.HeadBuilder;
import org.osnas.api.space.Linear;
import org.osnas.api.space.TaskHead;
import org.osnas.api.spi.Settings;
import org.osnas.api.task.Batch;
import org.osnas.api.task.CompiledCriterion;
import org.osnas.api.task.Criterion;
import org.osnas.api.task.CriterionCompiler;
import org.osnas.api.task.Evaluation;
import org.osnas.api.task.Model;
import org.osnas.api.task.Outputs;
import org.osnas.api.task.Task;
import org.osnas.api.task.TaskProvider;
import org.osnas.api.task.TrainingAgent;

/**
 * Classification by a head with a hidden layer, scored by the mean over the classes of the accuracy within the class.
 *
 * @param criterion on the network's only output, {@code [batch, classes]}, and one-hot labels
 */
public record @CLASS@(Criterion criterion) implements Task {

    @Override
    public TrainingAgent agent(CriterionCompiler compiler) {
        return new Agent(compiler.compile(criterion));
    }

    @Override
    public TaskHead head(int classes) {
        return new Head(classes);
    }

    /** What stands behind the vector that a search space gives; costs, files and exports follow from its layers. */
    record Head(int classes) implements TaskHead {
        private static final int HIDDEN = 32;

        @Override
        public void describe(HeadBuilder head) {
            int vector = head.read(Backbone.VECTOR);
            int hidden = head.then(
                    vector,
                    new Linear(head.shape(vector).channels(), HIDDEN, false),
                    BatchNorm.of(HIDDEN),
                    Activation.relu6(HIDDEN));
            head.output("logits", head.then(hidden, new Linear(HIDDEN, classes, true)));
        }
    }

    private record Agent(CompiledCriterion criterion) implements TrainingAgent {

        @Override
        public double step(Model model, Batch batch) {
            Outputs outputs = model.forward(batch.inputs());
            CompiledCriterion.LossAndGradients result = criterion.lossAndGradients(outputs, batch.labels());
            if (Double.isFinite(result.loss())) {
                model.backward(result.gradients());
            }
            return result.loss();
        }

        @Override
        public Evaluation evaluation() {
            return new BalancedAccuracy();
        }
    }

    private static final class BalancedAccuracy implements Evaluation {
        private long[] right = new long[0];
        private long[] all = new long[0];

        @Override
        public void add(Outputs outputs, Batch batch) {
            INDArray output = outputs.only();
            int classes = (int) output.size(1);
            if (all.length == 0) {
                right = new long[classes];
                all = new long[classes];
            }
            INDArray guesses = output.argMax(1);
            INDArray truths = batch.labels().argMax(1);
            for (int i = 0; i < batch.size(); i++) {
                int truth = truths.getInt(i);
                all[truth]++;
                if (guesses.getInt(i) == truth) {
                    right[truth]++;
                }
            }
        }

        @Override
        public double score() {
            double sum = 0;
            int seen = 0;
            for (int c = 0; c < all.length; c++) {
                if (all[c] > 0) {
                    sum += (double) right[c] / all[c];
                    seen++;
                }
            }
            return seen == 0 ? Double.NaN : sum / seen;
        }

        @Override
        public Map<String, Double> metrics() {
            return Map.of("balanced_accuracy", score());
        }
    }

    /** Gives the task its name and reads its settings. */
    public static final class Provider implements TaskProvider {
        @Override
        public String name() {
            return "@NAME@";
        }

        @Override
        public String description() {
            return "classification scored by balanced accuracy";
        }

        @Override
        public Task create(Criterion criterion, Settings settings) {
            settings.rejectUnknown();
            return new @CLASS@(criterion);
        }
    }
}
