package org.osnas.strategies.score;

import java.util.List;
import java.util.Optional;
import org.osnas.api.score.Scorer;
import org.osnas.api.score.ScorerProvider;
import org.osnas.api.score.ScoringContext;
import org.osnas.api.score.ScoringMethod;
import org.osnas.api.space.SearchSpace;
import org.osnas.api.spi.BadInputException;
import org.osnas.api.spi.Check;
import org.osnas.api.spi.Settings;

/**
 * Predicts what a short training from scratch would give, by a ridge regression on what is known without one: the score
 * with the supernet's weights, costs, and proxies. A few architectures, drawn uniformly within the budget, are trained to
 * calibrate it. That costs and proxies together predict what each alone does not is the finding of White et al. 2021, "How
 * powerful are performance predictors in neural architecture search?", <a
 * href="https://arxiv.org/abs/2104.01177">arXiv 2104.01177</a>.
 *
 * @param features names of scorers, each of which gives one number; logarithms are taken of all but the supernet's
 * @param metric of the task that the supernet's score is of; empty for the task's score
 * @param trainings architectures that are trained from scratch
 * @param steps length of each of these trainings
 */
public record CalibratedScoring(List<String> features, Optional<String> metric, int trainings, int steps)
        implements ScoringMethod {

    static final String SUPERNET = "supernet";
    private static final List<String> KNOWN =
            List.of(SUPERNET, "params", "macs", "grad-norm", "snip", "synflow", "nwot");
    private static final List<String> DEFAULT = List.of(SUPERNET, "params", "macs", "snip", "synflow");

    public CalibratedScoring {
        features = List.copyOf(features);
        Check.that(!features.isEmpty(), "Scorer 'calibrated' needs features to predict from, such as %s", DEFAULT);
        for (String feature : features) {
            Check.that(
                    KNOWN.contains(feature),
                    "Scorer 'calibrated' knows no feature '%s'. Known: %s",
                    feature,
                    String.join(", ", KNOWN));
        }
        Check.that(trainings >= 4, "A prediction needs 4 trainings or more to be calibrated by, got %d", trainings);
        Check.atLeast("steps", steps, 1);
    }

    @Override
    public boolean inherits() {
        return features.contains(SUPERNET);
    }

    @Override
    public void check(SearchSpace space) {
        for (String feature : features) {
            if (!feature.equals(SUPERNET)) {
                method(feature).check(space);
            }
        }
    }

    @Override
    public Scorer start(ScoringContext context) {
        return new CalibratedScorer(this, context);
    }

    /** The scorer of a feature. */
    Scorer scorer(String feature, ScoringContext context) {
        return feature.equals(SUPERNET)
                ? context.supernet(metric)
                : method(feature).start(context);
    }

    private static ScoringMethod method(String feature) {
        return switch (feature) {
            case "params", "macs" -> new CostProxy(feature);
            case "grad-norm" -> new GradientProxy(GradientProxy.Kind.GRAD_NORM);
            case "snip" -> new GradientProxy(GradientProxy.Kind.SNIP);
            case "synflow" -> new GradientProxy(GradientProxy.Kind.SYNFLOW);
            case "nwot" -> new NaswotProxy();
            default -> throw new BadInputException("unknown feature '" + feature + "'");
        };
    }

    /**
     * Registers {@code calibrated}. Settings: {@code features}, {@code metric} (the task's score), {@code trainings} (12),
     * {@code steps} (200).
     */
    public static final class Provider implements ScorerProvider {
        @Override
        public String name() {
            return "calibrated";
        }

        @Override
        public String description() {
            return "a prediction from supernet score, costs and proxies, fitted to a few short trainings from scratch";
        }

        @Override
        public ScoringMethod create(Settings settings) {
            List<String> features =
                    settings.about("what the prediction is made from").texts("features", DEFAULT);
            Optional<String> metric = settings.about(
                            "metric of the task that is predicted; its score if it is not given")
                    .text("metric");
            int trainings =
                    settings.about("architectures that are trained to fit it").integer("trainings", 12, 4, 1_000_000);
            int steps = settings.about("training steps of each of these").integer("steps", 200, 1, 100_000_000);
            settings.rejectUnknown();
            return new CalibratedScoring(features, metric, trainings, steps);
        }
    }
}
