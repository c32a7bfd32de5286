package org.osnas.core.compare;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.osnas.core.internal.file.CsvFile;
import org.osnas.core.internal.file.ValueJson;
import org.osnas.core.internal.stats.Bootstrap;
import org.osnas.core.stats.Interval;

/**
 * How well supernets rank, by the way in which they were trained: agreement of their scores with known accuracies of the
 * same architectures, as means over the seeds of the supernets. Intervals resample architectures and seeds together; of
 * fewer than {@link Agreement#FEWEST} architectures there are none, and no tests. Two ways are compared by the share of
 * resamples in which the sign of their difference turns, with Holm's correction over all pairs.
 *
 * @param subject what was compared with what, in a sentence
 * @param rows in the order of the configuration
 * @param ofCost agreement of the cost alone
 * @param pairs of all rows, by τ-b within bands of equal cost
 */
public record Rankings(String subject, List<Row> rows, Map<Agreement, Estimate> ofCost, List<Standings.Pair> pairs) {

    /** A number with its interval, which is not-a-number if there is none. */
    public record Estimate(double value, Interval interval) {}

    /**
     * A way to train and to score.
     *
     * @param passes forward-backward passes of each supernet
     * @param seconds mean time that its training took
     * @param meanScore over architectures and seeds
     */
    public record Row(
            String label,
            int seeds,
            long passes,
            double seconds,
            double meanScore,
            Map<Agreement, Estimate> estimates) {}

    public Rankings {
        rows = List.copyOf(rows);
        pairs = List.copyOf(pairs);
    }

    /**
     * What follows from all cells.
     *
     * @param cells of all ways and seeds, those of a way one after the other
     * @param truth known accuracies, in the order of the cells' scores
     * @param costs as many
     * @param seed of the resampling
     */
    public static Rankings of(String subject, List<Cell> cells, double[] truth, double[] costs, long seed) {
        Map<String, List<Cell>> byLabel = new LinkedHashMap<>();
        cells.forEach(cell ->
                byLabel.computeIfAbsent(cell.label(), l -> new ArrayList<>()).add(cell));
        RankingSample sample = new RankingSample(truth, costs, Bootstrap.of(seed));
        List<Row> rows = new ArrayList<>();
        byLabel.forEach((label, own) -> rows.add(new Row(
                label,
                own.size(),
                own.get(0).passes(),
                own.stream().mapToDouble(Cell::seconds).average().orElseThrow(),
                own.stream()
                        .flatMap(cell -> cell.scores().stream())
                        .mapToDouble(s -> s)
                        .filter(s -> !Double.isNaN(s))
                        .average()
                        .orElse(Double.NaN),
                sample.estimates(scores(own)))));
        return new Rankings(subject, rows, sample.estimates(List.of(costs)), pairs(byLabel, sample));
    }

    private static List<double[]> scores(List<Cell> cells) {
        return cells.stream()
                .map(cell -> cell.scores().stream().mapToDouble(s -> s).toArray())
                .toList();
    }

    private static List<Standings.Pair> pairs(Map<String, List<Cell>> byLabel, RankingSample sample) {
        List<String> labels = List.copyOf(byLabel.keySet());
        List<Standings.Pair> pairs = new ArrayList<>();
        for (int i = 0; i < labels.size() && sample.isLargeEnough(); i++) {
            for (int j = i + 1; j < labels.size(); j++) {
                List<double[]> first = scores(byLabel.getOrDefault(labels.get(i), List.of()));
                List<double[]> second = scores(byLabel.getOrDefault(labels.get(j), List.of()));
                double difference = sample.mean(Agreement.IN_BANDS, first) - sample.mean(Agreement.IN_BANDS, second);
                double p = sample.probability(Agreement.IN_BANDS, first, second);
                pairs.add(new Standings.Pair(labels.get(i), labels.get(j), difference, p, p));
            }
        }
        return Standings.Pair.corrected(pairs);
    }

    /** Writes {@code rankings.csv} and {@code pairs.csv} into a folder. */
    public void write(Path folder) throws IOException {
        List<String> columns = new ArrayList<>(List.of("training", "seeds", "passes", "seconds", "mean.score"));
        for (Agreement agreement : Agreement.values()) {
            columns.addAll(List.of(agreement.word(), agreement.word() + ".low", agreement.word() + ".high"));
        }
        List<List<Object>> lines = new ArrayList<>();
        for (Row row : rows) {
            List<Object> line =
                    new ArrayList<>(List.of(row.label(), row.seeds(), row.passes(), row.seconds(), row.meanScore()));
            row.estimates()
                    .values()
                    .forEach(e -> line.addAll(
                            List.of(e.value(), e.interval().low(), e.interval().high())));
            lines.add(line);
        }
        CsvFile.write(folder.resolve("rankings.csv"), List.of(), columns, lines);
        CsvFile.write(
                folder.resolve("pairs.csv"),
                List.of(),
                List.of("first", "second", "difference", "p", "p.holm"),
                pairs.stream()
                        .map(p -> List.<Object>of(p.first(), p.second(), p.difference(), p.p(), p.adjusted()))
                        .toList());
    }

    /** All of it, values unrounded. */
    public ObjectNode json() {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("subject", subject);
        var list = node.putArray("trainings");
        for (Row row : rows) {
            ObjectNode entry = list.addObject();
            entry.put("training", row.label());
            entry.put("seeds", row.seeds());
            entry.put("passes", row.passes());
            entry.put("seconds", row.seconds());
            ValueJson.putScore(entry, "mean_score", row.meanScore());
            put(entry, row.estimates());
        }
        put(node.putObject("cost"), ofCost);
        var tests = node.putArray("pairs");
        pairs.forEach(p -> tests.addObject()
                .put("first", p.first())
                .put("second", p.second())
                .put("difference", p.difference())
                .put("p", p.p())
                .put("p_holm", p.adjusted()));
        return node;
    }

    private static void put(ObjectNode node, Map<Agreement, Estimate> estimates) {
        estimates.forEach((agreement, estimate) -> {
            ObjectNode entry = node.putObject(agreement.word());
            ValueJson.putScore(entry, "value", estimate.value());
            ValueJson.putScore(entry, "low", estimate.interval().low());
            ValueJson.putScore(entry, "high", estimate.interval().high());
        });
    }

    /** A measure of how well scores rank architectures whose accuracies are known. */
    public enum Agreement {
        /** Kendall's τ-b over all architectures. */
        OVER_ALL,
        /** τ-b over the pairs whose costs differ by at most {@link #BAND}. */
        IN_BANDS,
        /** τ-b within the better half. */
        BETTER_HALF,
        /** What is missing of the best accuracy when the architecture with the best score is taken. */
        REGRET;

        /** Costs that differ by at most this share are one band. */
        public static final double BAND = 0.15;

        /** Fewer architectures say too little for an interval: their resamples are mostly the same few. */
        public static final int FEWEST = 10;

        /** In files: {@code in-bands}. */
        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /**
     * One supernet, and what it says of all architectures.
     *
     * @param label of the way in which it was trained and scores
     * @param seed of its run
     * @param passes forward-backward passes of its training
     * @param seconds that its training took
     * @param scores in the order of the architectures; not-a-number for those that failed
     */
    public record Cell(String label, long seed, long passes, double seconds, List<Double> scores) {

        public Cell {
            scores = List.copyOf(scores);
        }

        /** A line of a log. */
        public ObjectNode json() {
            ObjectNode node = JsonNodeFactory.instance.objectNode();
            node.put("training", label);
            node.put("seed", seed);
            node.put("passes", passes);
            node.put("seconds", seconds);
            ArrayNode list = node.putArray("scores");
            scores.forEach(score -> {
                if (Double.isNaN(score)) {
                    list.addNull();
                } else {
                    list.add(score);
                }
            });
            return node;
        }

        /** What {@link #json} wrote. */
        public static Cell parse(JsonNode node) {
            List<Double> scores = new ArrayList<>();
            node.path("scores").forEach(score -> scores.add(score.isNull() ? Double.NaN : score.asDouble()));
            return new Cell(
                    node.path("training").asText(),
                    node.path("seed").asLong(),
                    node.path("passes").asLong(),
                    node.path("seconds").asDouble(),
                    scores);
        }
    }
}
