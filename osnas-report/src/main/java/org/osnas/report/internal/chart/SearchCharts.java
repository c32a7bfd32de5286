package org.osnas.report.internal.chart;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.osnas.api.cost.Range;
import org.osnas.api.search.Trial;
import org.osnas.api.space.Architecture;
import org.osnas.core.internal.stats.RankAgreement;
import org.osnas.core.stats.Interval;

/** Charts of how a search went and what it found. */
public final class SearchCharts {

    private static final int POINTS = 200;

    private final ShownTrials trials;

    /** Of trials, of which there must be one. */
    public SearchCharts(ShownTrials trials) {
        this.trials = trials;
    }

    /**
     * Scores in the order of the search, and the best so far.
     *
     * @param planned how many trials the search is to have
     * @param winner where the score of the winner lies, as far as its examples tell
     */
    public Chart history(int planned, Optional<Interval> winner) {
        List<double[]> best = new ArrayList<>();
        for (int i : trials.improvements()) {
            best.add(new double[] {number(i), trials.scored().get(i).score()});
        }
        double[] last = best.get(best.size() - 1);
        return Chart.of(
                "history",
                text(
                        "The best of %,d scores is %.4f, found at trial %.0f.",
                        trials.scored().size(), last[1], last[0]),
                Map.of(
                        "best",
                        best,
                        "last",
                        number(trials.scored().size() - 1),
                        "planned",
                        planned,
                        "winner",
                        winner.map(ends -> new double[] {ends.low(), ends.high()})
                                .orElse(new double[0])));
    }

    /**
     * Scores by each metric of costs, with the front of each.
     *
     * @param chosen what the run chose, if it did
     */
    public Chart front(Map<String, Range> budget, Optional<Architecture> chosen, String folder) {
        List<Object> metrics = new ArrayList<>();
        for (String metric : trials.metrics()) {
            Optional<Range> range = Optional.ofNullable(budget.get(metric));
            metrics.add(Map.of(
                    "name",
                    metric,
                    "front",
                    trials.drawnOf(trials.front(metric)).stream()
                            .map(trials::row)
                            .toList(),
                    "budget",
                    range.map(r -> new double[] {r.min(), r.max()}).orElse(new double[0])));
        }
        String first = trials.metrics().get(0);
        int chosenAt = chosen.map(architecture -> IntStream.range(
                                0, trials.scored().size())
                        .filter(i -> trials.scored().get(i).architecture().equals(architecture))
                        .findFirst()
                        .orElse(-1))
                .orElse(-1);
        return Chart.of(
                "front",
                text(
                        "%,d of %,d architectures are on the front of score and %s: no cheaper one scores as high.",
                        trials.front(first).size(), trials.scored().size(), first),
                Map.of("metrics", metrics, "chosen", trials.row(chosenAt), "folder", folder));
    }

    /** Shares of the trials up to each score, of both halves of the search. */
    public Chart distribution() {
        int half = trials.scored().size() / 2;
        List<Object> lines = new ArrayList<>();
        if (half >= 5) {
            lines.add(line("first half", trials.scored().subList(0, half)));
            lines.add(line(
                    "second half", trials.scored().subList(half, trials.scored().size())));
        } else {
            lines.add(line("all trials", trials.scored()));
        }
        double[] sorted = sorted(trials.scored());
        return Chart.of(
                "distribution",
                text(
                        "Half of the trials score below %.4f, a tenth above %.4f.",
                        sorted[sorted.length / 2], sorted[sorted.length * 9 / 10]),
                Map.of("lines", lines));
    }

    /** Shares of the trials up to each score, of several searches. */
    public static Chart distributions(Map<String, List<Trial>> searches) {
        List<Object> lines = new ArrayList<>();
        searches.forEach((name, trials) -> lines.add(line(name, trials)));
        return Chart.of(
                "distributions",
                "Distributions of the scores of " + String.join(", ", searches.keySet()) + ".",
                Map.of("lines", lines));
    }

    /** The distribution of scores as a line, with at most {@value #POINTS} points. */
    static Map<String, Object> line(String name, List<Trial> trials) {
        double[] sorted = sorted(trials);
        int count = Math.min(POINTS, sorted.length);
        List<double[]> points = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int at = count == 1 ? 0 : (int) ((long) i * (sorted.length - 1) / (count - 1));
            points.add(new double[] {sorted[at], (at + 1.0) / sorted.length});
        }
        return Map.of("name", name, "points", points);
    }

    private static double[] sorted(List<Trial> trials) {
        return trials.stream().mapToDouble(Trial::score).sorted().toArray();
    }

    /** Ranks of scores by ranks of each cost, with Spearman's correlation. */
    public Chart ranks() {
        double[] scores = trials.scored().stream().mapToDouble(Trial::score).toArray();
        int[] byScore = ranks(scores);
        List<Object> metrics = new ArrayList<>();
        StringBuilder says = new StringBuilder();
        for (String metric : trials.metrics()) {
            double[] costs =
                    trials.scored().stream().mapToDouble(t -> t.cost(metric)).toArray();
            double rho = scores.length > 1 ? RankAgreement.spearman(costs, scores) : Double.NaN;
            int[] byCost = ranks(costs);
            List<int[]> points = new ArrayList<>();
            for (int i = 0; i < scores.length; i++) {
                if (trials.row(i) >= 0) {
                    points.add(new int[] {byCost[i], byScore[i], trials.row(i)});
                }
            }
            metrics.add(Map.of("name", metric, "rho", rho, "points", points));
            says.append(text("Scores and %s: rank correlation %.2f. ", metric, rho));
        }
        return Chart.of("ranks", says.toString().strip(), Map.of("metrics", metrics));
    }

    private static int[] ranks(double[] values) {
        int[] order = IntStream.range(0, values.length)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> values[i]))
                .mapToInt(Integer::intValue)
                .toArray();
        int[] ranks = new int[values.length];
        for (int i = 0; i < order.length; i++) {
            ranks[order[i]] = i + 1;
        }
        return ranks;
    }

    /**
     * The best so far by the time of the run.
     *
     * @param seconds of the phases {@code supernet}, {@code search}, {@code retrain}; those that are not over are missing
     * @param evaluations seconds of each scored trial
     */
    public Chart timeline(Map<String, Double> seconds, List<Double> evaluations) {
        double supernet = seconds.getOrDefault("supernet", 0.0);
        double scoring = evaluations.stream().mapToDouble(Double::doubleValue).sum();
        double search = supernet + Math.max(scoring, seconds.getOrDefault("search", 0.0));
        double end = search + seconds.getOrDefault("retrain", 0.0);
        List<double[]> best = new ArrayList<>();
        double at = supernet;
        double soFar = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < trials.scored().size(); i++) {
            at += i < evaluations.size() ? evaluations.get(i) : 0;
            if (trials.scored().get(i).score() > soFar) {
                soFar = trials.scored().get(i).score();
                best.add(new double[] {at, soFar});
            }
        }
        best.add(new double[] {search, soFar});
        List<Object> phases = new ArrayList<>();
        phases.add(Map.of("name", "supernet", "from", 0.0, "to", supernet));
        phases.add(Map.of("name", "search", "from", supernet, "to", search));
        phases.add(Map.of("name", "retraining", "from", search, "to", end));
        return Chart.of(
                "timeline",
                text(
                        "Supernet %.0f seconds, search %.0f seconds, retraining %.0f seconds.",
                        supernet, search - supernet, end - search),
                Map.of("phases", phases, "best", best, "end", end));
    }

    private long number(int trial) {
        return trials.scored().get(trial).index() + 1;
    }

    private static String text(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
