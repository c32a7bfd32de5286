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
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.hipparchus.stat.StatUtils;
import org.osnas.core.internal.file.AtomicFile;
import org.osnas.core.internal.file.CheckedText;
import org.osnas.core.internal.file.CsvFile;
import org.osnas.core.internal.file.ValueJson;
import org.osnas.core.internal.stats.Bootstrap;
import org.osnas.core.stats.Interval;

/**
 * What a comparison found, with its CSV and JSON.
 *
 * @param subject what was searched, in a sentence
 */
public record CompareResult(Contest contest, String subject, Standings standings, List<Curve> curves) {

    /** What a comparison found, in its folder. */
    static final String DOCUMENT = "compare.json";

    public CompareResult {
        curves = List.copyOf(curves);
    }

    /**
     * What follows from a comparison so far: from the seeds with which every strategy has searched. Nothing is searched,
     * and no other folder or table is opened.
     *
     * @param contest as it was configured
     */
    public static CompareResult soFar(Contest contest, CompareFolder folder) throws IOException {
        CellLog log = folder.cells();
        List<Cell> cells = new ArrayList<>();
        List<Integer> whole = IntStream.range(0, contest.seeds())
                .filter(seed -> contest.entrants().stream()
                        .allMatch(entrant -> log.find(entrant.label(), seed).isPresent()))
                .boxed()
                .toList();
        for (Contest.Entrant entrant : contest.entrants()) {
            whole.forEach(seed -> cells.add(log.find(entrant.label(), seed).orElseThrow()));
        }
        Optional<JsonNode> found = folder.document();
        OptionalDouble optimum = found.isPresent() && found.get().has("optimum")
                ? OptionalDouble.of(found.get().get("optimum").asDouble())
                : OptionalDouble.empty();
        return new CompareResult(
                contest,
                found.map(document -> document.path("subject").asText())
                        .orElse("Not finished: %d of %d seeds.".formatted(whole.size(), contest.seeds())),
                Standings.of(cells, optimum, contest.baseline(), contest.seed()),
                Curve.of(cells, contest.evaluations(), contest.seed()));
    }

    /**
     * Writes {@code standings.csv}, {@code pairs.csv}, {@code curves.csv} and {@value #DOCUMENT} into a folder.
     */
    public void write(Path folder) throws IOException {
        AtomicFile.writeText(folder.resolve(DOCUMENT), CheckedText.document(json()));
        List<List<Object>> rows = new ArrayList<>();
        for (Standings.Row row : standings.rows()) {
            rows.add(List.of(
                    row.place().map(p -> (Object) p).orElse(""),
                    row.label(),
                    row.mean(),
                    row.interval().low(),
                    row.interval().high(),
                    regret(row),
                    row.rank(),
                    row.rankInterval().low(),
                    row.rankInterval().high(),
                    row.evaluations(),
                    againstBaseline(row).map(p -> (Object) p.adjusted()).orElse(""),
                    row.asBaseline(),
                    failures(row)));
        }
        CsvFile.write(
                folder.resolve("standings.csv"),
                List.of(),
                List.of(
                        "place",
                        "strategy",
                        "mean",
                        "low",
                        "high",
                        "regret",
                        "rank",
                        "rank.low",
                        "rank.high",
                        "evaluations",
                        "p.random",
                        "as.random",
                        "failures"),
                rows);
        CsvFile.write(
                folder.resolve("pairs.csv"),
                List.of(),
                List.of("first", "second", "difference", "p", "p.holm"),
                standings.pairs().stream()
                        .map(p -> List.of(p.first(), p.second(), p.difference(), p.p(), p.adjusted()))
                        .toList());
        List<List<Object>> points = new ArrayList<>();
        for (Curve curve : curves) {
            for (Curve.Point p : curve.points()) {
                points.add(List.of(
                        curve.label(),
                        p.evaluations(),
                        p.mean(),
                        p.interval().low(),
                        p.interval().high()));
            }
        }
        CsvFile.write(
                folder.resolve("curves.csv"),
                List.of(),
                List.of("strategy", "evaluations", "mean", "low", "high"),
                points);
    }

    /** The standings as JSON, values unrounded. */
    public ObjectNode json() {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("subject", subject);
        node.put("evaluations", contest.evaluations());
        node.put("seeds", contest.seeds());
        standings.optimum().ifPresent(best -> node.put("optimum", best));
        ArrayNode rows = node.putArray("standings");
        for (Standings.Row row : standings.rows()) {
            ObjectNode entry = rows.addObject();
            row.place().ifPresentOrElse(p -> entry.put("place", p), () -> entry.putNull("place"));
            entry.put("strategy", row.label());
            ValueJson.putScore(entry, "mean", row.mean());
            put(entry, "interval", row.interval());
            ValueJson.putScore(entry, "regret", regret(row));
            ValueJson.putScore(entry, "rank", row.rank());
            put(entry, "rank_interval", row.rankInterval());
            entry.put("evaluations", row.evaluations());
            againstBaseline(row).ifPresent(p -> entry.put("p_random", p.adjusted()));
            entry.put("as_random", row.asBaseline());
            ObjectNode failures = entry.putObject("failures");
            row.failures().forEach(failures::put);
        }
        ArrayNode pairs = node.putArray("pairs");
        for (Standings.Pair pair : standings.pairs()) {
            pairs.addObject()
                    .put("first", pair.first())
                    .put("second", pair.second())
                    .put("difference", pair.difference())
                    .put("p", pair.p())
                    .put("p_holm", pair.adjusted());
        }
        return node;
    }

    private static void put(ObjectNode node, String key, Interval interval) {
        if (!Double.isNaN(interval.low())) {
            node.putArray(key).add(interval.low()).add(interval.high());
        }
    }

    /** What is missing to the optimum; not-a-number if that is not known. */
    public double regret(Standings.Row row) {
        return standings.optimum().orElse(Double.NaN) - row.mean();
    }

    /** The test of a strategy against the baseline; empty for the baseline, for who is the baseline again, and for who is unranked. */
    public Optional<Standings.Pair> againstBaseline(Standings.Row row) {
        return contest.baseline().flatMap(baseline -> standings.pair(row.label(), baseline));
    }

    /** Why searches of a strategy failed, in sentences; empty if none did. */
    public static String failures(Standings.Row row) {
        List<String> reasons = new ArrayList<>();
        row.failures()
                .forEach((reason, count) -> reasons.add("%d of %d searches failed: %s"
                        .formatted(count, row.values().size(), reason)));
        return String.join(" ", reasons);
    }

    /**
     * How good a strategy is at any time: the mean over its searches of the value of the best so far.
     *
     * @param points by growing number of evaluations
     */
    public record Curve(String label, List<Point> points) {

        /** Most points of a curve. */
        static final int POINTS = 200;

        /**
         * @param mean with its 95 % interval
         */
        public record Point(int evaluations, double mean, Interval interval) {}

        public Curve {
            points = List.copyOf(points);
        }

        /** The curves of the strategies that have a result, in the order of the cells; failed searches do not count. */
        public static List<Curve> of(List<Cell> cells, int evaluations, long seed) {
            Map<String, List<Cell>> done = new LinkedHashMap<>();
            cells.stream().filter(c -> c.failure().isEmpty()).forEach(c -> done.computeIfAbsent(
                            c.label(), l -> new ArrayList<>())
                    .add(c));
            List<Curve> curves = new ArrayList<>();
            done.forEach((label, own) -> curves.add(new Curve(label, points(own, evaluations, Bootstrap.of(seed)))));
            return curves;
        }

        private static List<Point> points(List<Cell> cells, int evaluations, Bootstrap bootstrap) {
            int count = Math.min(POINTS, evaluations);
            List<Point> points = new ArrayList<>();
            for (int i = 1; i <= count; i++) {
                int after = (int) ((long) evaluations * i / count);
                double[] values = cells.stream()
                        .mapToDouble(c -> c.value(after))
                        .filter(v -> !Double.isNaN(v))
                        .toArray();
                if (values.length > 0) {
                    points.add(new Point(after, StatUtils.mean(values), bootstrap.mean(values)));
                }
            }
            return points;
        }
    }
}
