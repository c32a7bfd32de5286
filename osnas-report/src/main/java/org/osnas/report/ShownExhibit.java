package org.osnas.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a run has to show of its network: lines in a plane from 0 to 1, examples with boxes, or which classes it takes for
 * which.
 *
 * @param across name of the horizontal axis; empty of examples
 * @param up name of the vertical axis
 * @param lines by their names, points as pairs; empty of examples
 * @param pictures empty of lines
 * @param matrix empty of all but a matrix
 */
public record ShownExhibit(
        String title,
        String across,
        String up,
        Map<String, List<double[]>> lines,
        List<Picture> pictures,
        Optional<Matrix> matrix) {

    /** Examples with boxes. */
    static ShownExhibit pictures(String title, List<Picture> pictures) {
        return new ShownExhibit(title, "", "", Map.of(), pictures, Optional.empty());
    }

    /**
     * How many examples of each class are taken for each.
     *
     * @param counts {@code [truth][guess]}
     */
    public record Matrix(List<String> names, int[][] counts) {}

    /**
     * An example.
     *
     * @param png in Base64
     */
    public record Picture(int width, int height, String caption, String png, List<Frame> frames) {}

    /**
     * A box in pixels of the picture.
     *
     * @param truth whether it is a label, which has no score
     */
    public record Frame(
            double left, double top, double width, double height, String name, double score, boolean truth) {}

    /** Those that a run keeps in {@code exhibits.json}. */
    static List<ShownExhibit> read(JsonNode root) {
        List<ShownExhibit> exhibits = new ArrayList<>();
        for (JsonNode node : root.path("exhibits")) {
            Map<String, List<double[]>> lines = new LinkedHashMap<>();
            for (JsonNode line : node.path("lines")) {
                List<double[]> points = new ArrayList<>();
                line.path("points")
                        .forEach(p -> points.add(
                                new double[] {p.path(0).asDouble(), p.path(1).asDouble()}));
                lines.put(line.path("name").asText(), points);
            }
            List<Picture> pictures = new ArrayList<>();
            node.path("pictures").forEach(picture -> pictures.add(picture(picture)));
            exhibits.add(new ShownExhibit(
                    node.path("title").asText(),
                    node.path("across").asText(),
                    node.path("up").asText(),
                    lines,
                    pictures,
                    matrix(node.path("matrix"))));
        }
        return exhibits;
    }

    private static Optional<Matrix> matrix(JsonNode node) {
        if (node.isMissingNode()) {
            return Optional.empty();
        }
        List<String> names = new ArrayList<>();
        node.path("names").forEach(name -> names.add(name.asText()));
        int[][] counts = new int[names.size()][names.size()];
        for (int truth = 0; truth < counts.length; truth++) {
            for (int guess = 0; guess < counts.length; guess++) {
                counts[truth][guess] =
                        node.path("counts").path(truth).path(guess).asInt();
            }
        }
        return Optional.of(new Matrix(names, counts));
    }

    private static Picture picture(JsonNode node) {
        List<Frame> frames = new ArrayList<>();
        for (JsonNode frame : node.path("frames")) {
            frames.add(new Frame(
                    frame.path("left").asDouble(),
                    frame.path("top").asDouble(),
                    frame.path("width").asDouble(),
                    frame.path("height").asDouble(),
                    frame.path("name").asText(),
                    frame.path("score").asDouble(),
                    frame.path("truth").asBoolean()));
        }
        return new Picture(
                node.path("width").asInt(),
                node.path("height").asInt(),
                node.path("caption").asText(),
                node.path("png").asText(),
                frames);
    }
}
