package org.osnas.core.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * How the loss of a training went: its mean over spans of steps, at most 200 of them. It stands in the header of the
 * training's checkpoint, so that a training that goes on has the same curve as one that was never stopped.
 */
public final class LossCurve {

    private static final int POINTS = 200;
    private static final String KEY = "losses";

    private final long steps;
    private final long span;
    private final List<Point> points = new ArrayList<>();
    private double sum;
    private long count;

    /**
     * The mean loss of a span of steps.
     *
     * @param step its last one, from 1
     */
    public record Point(long step, double loss) {}

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

    public List<Point> points() {
        return List.copyOf(points);
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
        sum = node.path("sum").asDouble();
        count = node.path("count").asLong();
    }

    /**
     * The curve of the training that wrote a checkpoint; empty if there is none.
     *
     * @throws org.osnas.api.spi.BadInputException if the checkpoint is damaged
     */
    public static List<Point> of(Checkpoint checkpoint) throws IOException {
        LossCurve curve = new LossCurve(1);
        if (checkpoint.exists()) {
            checkpoint.read((header, in) -> curve.read(header));
        }
        return curve.points();
    }
}
