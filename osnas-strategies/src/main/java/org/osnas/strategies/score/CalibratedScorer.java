package org.osnas.strategies.score;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.osnas.api.random.Seeds;
import org.osnas.api.score.Score;
import org.osnas.api.score.Scorer;
import org.osnas.api.score.ScoringContext;
import org.osnas.api.score.ScratchNetworks.Training;
import org.osnas.api.search.Trial;
import org.osnas.api.space.Architecture;
import org.osnas.api.spi.Check;

/** Trains the architectures of its calibration when it is first asked for a score. */
final class CalibratedScorer implements Scorer {

    /** Draws for each architecture that is wanted: a narrow budget may hold fewer different ones. */
    private static final int DRAWS = 50;

    private final CalibratedScoring method;
    private final ScoringContext context;
    private final List<Scorer> features;
    private @Nullable RidgeRegression prediction;
    private long passes;

    CalibratedScorer(CalibratedScoring method, ScoringContext context) {
        this.method = method;
        this.context = context;
        features = method.features().stream()
                .map(name -> method.scorer(name, context))
                .toList();
    }

    @Override
    public List<Score> score(List<Architecture> architectures, List<Trial> before) {
        if (prediction == null) {
            prediction = calibrate();
        }
        RidgeRegression fitted = prediction;
        List<Score> scores = new ArrayList<>();
        for (double[] row : rows(architectures)) {
            // The trainings count where the first score is told.
            scores.add(Score.trained(fitted.predict(row), passes));
            passes = 0;
        }
        return scores;
    }

    private RidgeRegression calibrate() {
        List<Architecture> sample = sample();
        List<double[]> rows = rows(sample);
        List<double[]> known = new ArrayList<>();
        List<Double> accuracies = new ArrayList<>();
        for (int i = 0; i < sample.size(); i++) {
            try (Training training = context.fromScratch().begin(sample.get(i), method.steps())) {
                training.to(method.steps());
                passes += training.done();
                double accuracy = training.score();
                if (!Double.isNaN(accuracy)) {
                    known.add(rows.get(i));
                    accuracies.add(accuracy);
                }
            }
        }
        Check.that(
                known.size() >= 3,
                "Scorer 'calibrated' trained %d architectures, of which %d gave a score: too few to learn from. Lower the learning rate of the retraining",
                sample.size(),
                known.size());
        return RidgeRegression.fit(
                known, accuracies.stream().mapToDouble(a -> a).toArray());
    }

    private List<Architecture> sample() {
        RandomGenerator random = Seeds.generator(context.seed(), "calibration", 0);
        Set<Architecture> drawn = new LinkedHashSet<>();
        for (int i = 0; i < DRAWS * method.trainings() && drawn.size() < method.trainings(); i++) {
            drawn.add(context.space().canonical(context.sampler().sample(random)));
        }
        return List.copyOf(drawn);
    }

    /** The features of each architecture; not-a-number for one that failed. */
    private List<double[]> rows(List<Architecture> architectures) {
        List<double[]> rows = new ArrayList<>();
        architectures.forEach(a -> rows.add(new double[features.size()]));
        for (int f = 0; f < features.size(); f++) {
            boolean asIs = method.features().get(f).equals(CalibratedScoring.SUPERNET);
            List<Score> scores = features.get(f).score(architectures);
            for (int i = 0; i < architectures.size(); i++) {
                double value = scores.get(i).value();
                rows.get(i)[f] = asIs ? value : Math.log(Math.max(value, Double.MIN_NORMAL));
            }
        }
        return rows;
    }

    @Override
    public void close() {
        features.forEach(Scorer::close);
    }
}
