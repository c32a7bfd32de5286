package org.osnas.core.compare;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.osnas.core.config.CompareConfig;
import org.osnas.core.file.AtomicFile;
import org.osnas.core.file.CsvFile;
import org.osnas.core.run.RunJson;
import org.osnas.core.stats.Interval;

/**
 * What a comparison found, as Markdown and CSV.
 *
 * @param subject what was searched, in a sentence
 */
public record CompareReport(CompareConfig config, String subject, Standings standings, List<Curve> curves) {

    public CompareReport {
        curves = List.copyOf(curves);
    }

    /** Writes {@code report.md}, {@code standings.csv}, {@code pairs.csv} and {@code curves.csv} into a folder. */
    public void write(Path folder) throws IOException {
        AtomicFile.writeText(folder.resolve("report.md"), markdown());
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
        node.put("evaluations", config.evaluations());
        node.put("seeds", config.seeds());
        standings.optimum().ifPresent(best -> node.put("optimum", best));
        ArrayNode rows = node.putArray("standings");
        for (Standings.Row row : standings.rows()) {
            ObjectNode entry = rows.addObject();
            row.place().ifPresentOrElse(p -> entry.put("place", p), () -> entry.putNull("place"));
            entry.put("strategy", row.label());
            RunJson.putScore(entry, "mean", row.mean());
            put(entry, "interval", row.interval());
            RunJson.putScore(entry, "regret", regret(row));
            RunJson.putScore(entry, "rank", row.rank());
            put(entry, "rank_interval", row.rankInterval());
            entry.put("evaluations", row.evaluations());
            againstBaseline(row).ifPresent(p -> entry.put("p_random", p.adjusted()));
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

    /** The table of the standings with what is needed to read it. */
    public String markdown() {
        StringBuilder text = new StringBuilder();
        text.append("# Comparison of ").append(standings.rows().size()).append(" search strategies\n\n");
        text.append(subject)
                .append(" %d evaluations a search, %d seeds.".formatted(config.evaluations(), config.seeds()));
        standings.optimum().ifPresent(best -> text.append(" The optimum is %s.".formatted(number(best))));
        text.append("\n\n").append(table()).append('\n');
        text.append("Intervals: 95 %, by bootstrap over the seeds. Rank: mean over the seeds of the rank within a seed."
                + " p: Wilcoxon's signed-rank test against random, paired by seed, exact, with Holm's correction over all"
                + " pairs (" + standings.pairs().size() + ", `pairs.csv`).");
        if (standings.optimum().isPresent()) {
            text.append(" Regret: what is missing to the optimum.");
        }
        text.append("\n");
        for (Standings.Row row : standings.rows()) {
            if (row.place().isEmpty()) {
                text.append("\nUnranked: ")
                        .append(row.label())
                        .append(". ")
                        .append(failures(row))
                        .append('\n');
            }
        }
        text.append("\n![best so far by evaluations](curves.png)\n");
        return text.toString();
    }

    private String table() {
        boolean optimum = standings.optimum().isPresent();
        List<List<String>> rows = new ArrayList<>();
        List<String> header = new ArrayList<>(List.of("", "strategy", "found", "95 %"));
        if (optimum) {
            header.add("regret");
        }
        header.addAll(List.of("rank", "95 %", "p against random"));
        rows.add(header);
        for (Standings.Row row : standings.rows()) {
            List<String> cells = new ArrayList<>(List.of(
                    row.place().map(String::valueOf).orElse("–"),
                    row.label(),
                    number(row.mean()),
                    interval(row.interval(), "%.4f")));
            if (optimum) {
                cells.add(number(regret(row)));
            }
            cells.add(Double.isNaN(row.rank()) ? "–" : String.format(Locale.ROOT, "%.2f", row.rank()));
            cells.add(interval(row.rankInterval(), "%.2f"));
            cells.add(againstBaseline(row)
                    .map(CompareReport::p)
                    .orElse(row.place().isEmpty() ? "unranked" : ""));
            rows.add(cells);
        }
        return MarkdownTable.of(rows);
    }

    private double regret(Standings.Row row) {
        return standings.optimum().orElse(Double.NaN) - row.mean();
    }

    private Optional<Standings.Pair> againstBaseline(Standings.Row row) {
        return config.entrants().stream()
                .filter(e -> e.strategy().name().equals(CompareConfig.BASELINE))
                .findFirst()
                .flatMap(baseline -> standings.pair(row.label(), baseline.label()));
    }

    private static String p(Standings.Pair pair) {
        return pair.adjusted() < 0.0001 ? "< 0.0001" : String.format(Locale.ROOT, "%.4f", pair.adjusted());
    }

    private static String failures(Standings.Row row) {
        List<String> reasons = new ArrayList<>();
        row.failures()
                .forEach((reason, count) -> reasons.add("%d of %d searches failed: %s"
                        .formatted(count, row.values().size(), reason)));
        return String.join(" ", reasons);
    }

    private static String number(double value) {
        return Double.isNaN(value) ? "–" : String.format(Locale.ROOT, "%.4f", value);
    }

    private static String interval(Interval interval, String format) {
        return Double.isNaN(interval.low())
                ? "–"
                : String.format(Locale.ROOT, format + " to " + format, interval.low(), interval.high());
    }
}
