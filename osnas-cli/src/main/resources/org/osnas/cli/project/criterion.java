package @PACKAGE@;

import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.osnas.api.spi.Settings;
import org.osnas.api.task.Criterion;
import org.osnas.api.task.CriterionProvider;
import org.osnas.api.task.OutputVariables;

/**
 * The Brier score: squared distance between the probabilities of the classes and the one-hot label, the mean over the
 * batch (Brier 1950, "Verification of forecasts expressed in terms of probability").
 *
 * @param scale positive factor
 */
public record @CLASS@(double scale) implements Criterion {

    @Override
    public SDVariable loss(SameDiff graph, OutputVariables outputs, SDVariable labels) {
        SDVariable error = graph.nn().softmax(outputs.only(), 1).sub(labels);
        return error.mul(error).sum(1).mean().mul(scale);
    }

    /** Gives the criterion its name and reads its settings. */
    public static final class Provider implements CriterionProvider {
        @Override
        public String name() {
            return "@NAME@";
        }

        @Override
        public String description() {
            return "Brier score of the class probabilities";
        }

        @Override
        public Criterion create(Settings settings) {
            double scale = settings.number("scale", 1, 1e-6, 1e6);
            settings.rejectUnknown();
            return new @CLASS@(scale);
        }
    }
}
