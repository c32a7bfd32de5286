package org.osnas.core.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * How the loss of a training went: its mean over spans of steps, at most 200 of them. It stands in the header of the
 * training's checkpoint, so that a training that goes on has the same curve as one that was never stopped.
 */
public final class LossCurve {

    private static final int POINTS = 200;
    private static final int FEW = 50;
    private static final String KEY = "losses";
    private static final String SCORES = "scores";

    private final long steps;
    private final long span;
    private final List<Point> points = new ArrayList<>();
    private final List<Score> scores = new ArrayList<>();
    private double sum;
    private long count;

    /**
     * The mean loss of a span of steps.
     *
     * @param step its last one, from 1
     */
    public record Point(long step, double loss) {}

    /**
     * The score on validation examples during a training.
     *
     * @param step how many steps were done, from 1
     */
    public record Score(long step, double value) {}

    /**
     * @param steps length of the training
     */
    public LossCurve(long steps) {
        this.steps = steps;
        this.span = Math.max(1, (steps + POINTS - 1) / POINTS);
    }

    /**
     * Takes in the loss of a step.
     *
     * @param step how many steps are done with it
     */
    public void add(long step, double loss) {
        sum += loss;
        count++;
        if (step % span == 0 || step == steps) {
            points.add(new Point(step, sum / count));
            sum = 0;
            count = 0;
        }
    }

    /**
     * In words that the training learned nothing, if the loss of its last tenth is not below that of its beginning; of
     * fewer than {@value #FEW} steps nothing is said.
     */
    public Optional<String> lesson() {
        if (steps < FEW || points.size() < 10) {
            return Optional.empty();
        }
        double first = points.get(0).loss();
        double last = points.subList(points.size() - points.size() / 10, points.size()).stream()
                .mapToDouble(Point::loss)
                .average()
                .orElseThrow();
        return last < first
                ? Optional.empty()
                : Optional.of(String.format(
                        Locale.ROOT,
                        "nothing was learned: the loss was %.4f at first and is %.4f at the end. A lower learning rate may help",
                        first,
                        last));
    }

    public List<Point> points() {
        return List.copyOf(points);
    }

    /**
     * Takes in a score on validation examples.
     *
     * @param step how many steps are done
     */
    public void score(long step, double value) {
        scores.add(new Score(step, value));
    }

    /** The first of the best scores; empty if there is none. */
    public Optional<Score> best() {
        return scores.isEmpty() ? Optional.empty() : Optional.of(scores.get(indexOfBest()));
    }

    /** How many scores there are behind the best one. */
    public int sinceBest() {
        return scores.isEmpty() ? 0 : scores.size() - 1 - indexOfBest();
    }

    private int indexOfBest() {
        int best = 0;
        for (int i = 1; i < scores.size(); i++) {
            double before = scores.get(best).value();
            best = scores.get(i).value() > before || Double.isNaN(before) ? i : best;
        }
        return best;
    }

    /** Whether there is a score of that step. */
    public boolean hasScore(long step) {
        return !scores.isEmpty() && scores.get(scores.size() - 1).step() == step;
    }

    /** Puts the curve into the header of a checkpoint. */
    public void write(ObjectNode header) {
        ObjectNode node = header.putObject(KEY);
        ArrayNode ends = node.putArray("steps");
        ArrayNode means = node.putArray("means");
        points.forEach(point -> {
            ends.add(point.step());
            means.add(point.loss());
        });
        node.put("sum", sum);
        node.put("count", count);
        if (!scores.isEmpty()) {
            ArrayNode pairs = node.putArray(SCORES);
            scores.forEach(score -> pairs.addArray().add(score.step()).add(score.value()));
        }
    }

    /** Takes up the curve of a header, in place of this one. */
    public void read(JsonNode header) {
        JsonNode node = header.path(KEY);
        points.clear();
        for (int i = 0; i < node.path("steps").size(); i++) {
            points.add(new Point(
                    node.path("steps").get(i).asLong(),
                    node.path("means").get(i).asDouble()));
        }
        scores.clear();
        node.path(SCORES)
                .forEach(pair ->
                        scores.add(new Score(pair.path(0).asLong(), pair.path(1).asDouble())));
        sum = node.path("sum").asDouble();
        count = node.path("count").asLong();
    }

    /**
     * A training as its last checkpoint tells of it.
     *
     * @param done steps done
     * @param steps length of the training
     * @param losses points of the curve
     * @param scores on validation examples; empty if it was not looked at them
     */
    public record Kept(long done, long steps, List<Point> losses, List<Score> scores) {
        public Kept {
            losses = List.copyOf(losses);
            scores = List.copyOf(scores);
        }
    }

    /**
     * The training that wrote a checkpoint; empty if there is none.
     *
     * @throws org.osnas.api.spi.BadInputException if the checkpoint is damaged
     */
    public static Optional<Kept> of(Checkpoint checkpoint) throws IOException {
        if (!checkpoint.exists()) {
            return Optional.empty();
        }
        LossCurve curve = new LossCurve(1);
        long[] progress = new long[2];
        checkpoint.read((header, in) -> {
            curve.read(header);
            progress[0] = header.path("step").asLong();
            progress[1] = header.path("steps").asLong();
        });
        return Optional.of(new Kept(progress[0], progress[1], curve.points(), curve.scores));
    }
}
