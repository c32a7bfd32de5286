package org.osnas.core.compare;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
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
    public static Rankings of(String subject, List<RankingCell> cells, double[] truth, double[] costs, long seed) {
        Map<String, List<RankingCell>> byLabel = new LinkedHashMap<>();
        cells.forEach(cell ->
                byLabel.computeIfAbsent(cell.label(), l -> new ArrayList<>()).add(cell));
        RankingSample sample = new RankingSample(truth, costs, Bootstrap.of(seed));
        List<Row> rows = new ArrayList<>();
        byLabel.forEach((label, own) -> rows.add(new Row(
                label,
                own.size(),
                own.get(0).passes(),
                own.stream().mapToDouble(RankingCell::seconds).average().orElseThrow(),
                own.stream()
                        .flatMap(cell -> cell.scores().stream())
                        .mapToDouble(s -> s)
                        .filter(s -> !Double.isNaN(s))
                        .average()
                        .orElse(Double.NaN),
                sample.estimates(scores(own)))));
        return new Rankings(subject, rows, sample.estimates(List.of(costs)), pairs(byLabel, sample));
    }

    private static List<double[]> scores(List<RankingCell> cells) {
        return cells.stream()
                .map(cell -> cell.scores().stream().mapToDouble(s -> s).toArray())
                .toList();
    }

    private static List<Standings.Pair> pairs(Map<String, List<RankingCell>> byLabel, RankingSample sample) {
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
}
