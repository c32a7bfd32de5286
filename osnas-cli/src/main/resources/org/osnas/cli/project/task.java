package @PACKAGE@;

import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.osnas.api.spi.Settings;
import org.osnas.api.task.Batch;
import org.osnas.api.task.Criterion;
import org.osnas.api.task.Evaluation;
import org.osnas.api.task.Model;
import org.osnas.api.task.TaskProvider;
import org.osnas.api.task.TrainingAgent;
import org.osnas.engine.internal.plan.CriterionPlan;

/** Classification that is scored by the mean over the classes of the accuracy within the class. */
public final class @CLASS@ implements TrainingAgent {

    private final CriterionPlan criterion;
    private INDArray gradient;

    public @CLASS@(Criterion criterion) {
        this.criterion = new CriterionPlan(criterion);
    }

    @Override
    public double step(Model model, Batch batch) {
        INDArray output = model.forward(batch.features());
        if (gradient == null || !gradient.equalShapes(output)) {
            gradient = Nd4j.createUninitialized(output.dataType(), output.shape(), 'c');
        }
        double loss = criterion.lossAndGradient(output, batch.labels(), gradient);
        if (Double.isFinite(loss)) {
            model.backward(gradient);
        }
        return loss;
    }

    @Override
    public Evaluation evaluation() {
        return new BalancedAccuracy();
    }

    private static final class BalancedAccuracy implements Evaluation {
        private long[] right = new long[0];
        private long[] all = new long[0];

        @Override
        public void add(INDArray output, Batch batch) {
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
        public TrainingAgent create(Criterion criterion, Settings settings) {
            settings.rejectUnknown();
            return new @CLASS@(criterion);
        }
    }
}
