package org.osnas.core.compare;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.IntStream;
import org.hipparchus.stat.StatUtils;
import org.hipparchus.stat.ranking.NaNStrategy;
import org.hipparchus.stat.ranking.NaturalRanking;
import org.hipparchus.stat.ranking.TiesStrategy;
import org.osnas.core.internal.stats.Bootstrap;
import org.osnas.core.internal.stats.Holm;
import org.osnas.core.internal.stats.WilcoxonSignedRank;
import org.osnas.core.stats.Interval;

/**
 * How the strategies of a comparison ended. Ranked are those whose searches all have a result, by the mean value of
 * what they found; within each seed they get the ranks 1, 2, … (equal values share the mean rank), whose mean stands
 * beside. Differences of pairs are tested by Wilcoxon's signed-rank test over the seeds, with Holm's correction over
 * all pairs. A strategy that found in all seeds what the baseline did, at the same evaluations, is the baseline again,
 * whatever it is called: it is marked, and no pair is made of it, which would weaken the correction for the others.
 *
 * @param rows ranked ones first, best first, then the unranked
 * @param pairs of ranked strategies that are not the baseline again
 * @param optimum best value within the budget, where it is known
 */
public record Standings(List<Row> rows, List<Pair> pairs, OptionalDouble optimum) {

    /**
     * A strategy.
     *
     * @param place from 1, shared by equal means; empty if it is unranked
     * @param values of what its searches found, by seed; not-a-number for failed ones
     * @param mean of the values of all searches that have a result, with its 95 % interval
     * @param rank mean of its ranks, with its 95 % interval; not-a-number if it is unranked
     * @param evaluations mean number of architectures that it scored
     * @param failures reasons of failed searches, with their number
     * @param asBaseline whether its searches are those of the baseline under another name
     */
    public record Row(
            String label,
            Optional<Integer> place,
            List<Double> values,
            double mean,
            Interval interval,
            double rank,
            Interval rankInterval,
            double evaluations,
            Map<String, Integer> failures,
            boolean asBaseline) {

        public Row {
            values = List.copyOf(values);
            failures = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(failures));
        }
    }

    /**
     * Two that are compared.
     *
     * @param difference mean value of the first less that of the second
     * @param p two-sided, of this pair alone
     * @param adjusted by Holm's correction
     */
    public record Pair(String first, String second, double difference, double p, double adjusted) {

        /** The same pairs with p corrected for their number. */
        static List<Pair> corrected(List<Pair> pairs) {
            double[] adjusted = Holm.adjust(pairs.stream().mapToDouble(Pair::p).toArray());
            return IntStream.range(0, pairs.size())
                    .mapToObj(i -> {
                        Pair pair = pairs.get(i);
                        return new Pair(pair.first(), pair.second(), pair.difference(), pair.p(), adjusted[i]);
                    })
                    .toList();
        }
    }

    public Standings {
        rows = List.copyOf(rows);
        pairs = List.copyOf(pairs);
    }

    /** The pair of two strategies, in any order; empty if one is unranked or the baseline again. */
    public Optional<Pair> pair(String a, String b) {
        return pairs.stream()
                .filter(p -> p.first().equals(a) && p.second().equals(b)
                        || p.first().equals(b) && p.second().equals(a))
                .findFirst();
    }

    /**
     * @param cells of all strategies and seeds
     * @param baseline its label, if there is one
     * @param seed of the resampling
     */
    public static Standings of(List<Cell> cells, OptionalDouble optimum, Optional<String> baseline, long seed) {
        Map<String, List<Cell>> byLabel = new LinkedHashMap<>();
        cells.forEach(
                c -> byLabel.computeIfAbsent(c.label(), l -> new ArrayList<>()).add(c));
        Map<String, double[]> complete = new LinkedHashMap<>();
        byLabel.forEach((label, own) -> {
            double[] values = values(own);
            if (Arrays.stream(values).noneMatch(Double::isNaN)) {
                complete.put(label, values);
            }
        });
        Map<String, double[]> ranks = ranks(complete);
        Bootstrap bootstrap = Bootstrap.of(seed);
        List<Row> rows = new ArrayList<>();
        Set<String> again = again(byLabel, complete.keySet(), baseline);
        byLabel.forEach((label, own) -> rows.add(row(
                label,
                own,
                place(label, complete),
                Optional.ofNullable(ranks.get(label)),
                bootstrap,
                again.contains(label))));
        rows.sort(Comparator.comparing((Row r) -> r.place().orElse(Integer.MAX_VALUE)));
        complete.keySet().removeAll(again);
        return new Standings(rows, pairs(complete), optimum);
    }

    /** The ranked strategies that are the baseline under another name. */
    private static Set<String> again(Map<String, List<Cell>> byLabel, Set<String> ranked, Optional<String> baseline) {
        Set<String> again = new HashSet<>();
        baseline.filter(ranked::contains).ifPresent(name -> ranked.stream()
                .filter(label -> !label.equals(name))
                .filter(label -> sameSearches(of(byLabel, label), of(byLabel, name)))
                .forEach(again::add));
        return again;
    }

    private static boolean sameSearches(List<Cell> own, List<Cell> others) {
        return own.stream().allMatch(cell -> others.stream()
                .anyMatch(other -> other.seed() == cell.seed()
                        && other.evaluations() == cell.evaluations()
                        && other.steps().equals(cell.steps())));
    }

    private static <T> T of(Map<String, T> byLabel, String label) {
        return Objects.requireNonNull(byLabel.get(label), label);
    }

    private static double[] values(List<Cell> cells) {
        return cells.stream().mapToDouble(c -> c.value(Integer.MAX_VALUE)).toArray();
    }

    private static Optional<Integer> place(String label, Map<String, double[]> complete) {
        if (!complete.containsKey(label)) {
            return Optional.empty();
        }
        double own = StatUtils.mean(complete.get(label));
        return Optional.of(1
                + (int) complete.values().stream()
                        .filter(v -> StatUtils.mean(v) > own)
                        .count());
    }

    private static Map<String, double[]> ranks(Map<String, double[]> complete) {
        Map<String, double[]> ranks = new LinkedHashMap<>();
        complete.forEach((label, values) -> ranks.put(label, new double[values.length]));
        List<String> labels = List.copyOf(complete.keySet());
        int seeds = complete.values().stream().findFirst().map(v -> v.length).orElse(0);
        NaturalRanking ranking = new NaturalRanking(NaNStrategy.FAILED, TiesStrategy.AVERAGE);
        for (int s = 0; s < seeds; s++) {
            int seed = s;
            // The largest value gets rank 1.
            double[] ranked = ranking.rank(
                    labels.stream().mapToDouble(l -> -of(complete, l)[seed]).toArray());
            IntStream.range(0, ranked.length).forEach(i -> of(ranks, labels.get(i))[seed] = ranked[i]);
        }
        return ranks;
    }

    private static Row row(
            String label,
            List<Cell> cells,
            Optional<Integer> place,
            Optional<double[]> ranks,
            Bootstrap bootstrap,
            boolean asBaseline) {
        double[] all = values(cells);
        double[] values = Arrays.stream(all).filter(v -> !Double.isNaN(v)).toArray();
        Map<String, Integer> failures = new LinkedHashMap<>();
        for (Cell cell : cells) {
            cell.failure().ifPresent(reason -> failures.merge(reason, 1, Integer::sum));
        }
        Interval none = new Interval(Double.NaN, Double.NaN);
        return new Row(
                label,
                place,
                Arrays.stream(all).boxed().toList(),
                values.length == 0 ? Double.NaN : StatUtils.mean(values),
                values.length == 0 ? none : bootstrap.mean(values),
                ranks.map(StatUtils::mean).orElse(Double.NaN),
                ranks.map(bootstrap::mean).orElse(none),
                cells.stream()
                        .filter(c -> c.failure().isEmpty())
                        .mapToInt(Cell::evaluations)
                        .average()
                        .orElse(0),
                failures,
                asBaseline);
    }

    private static List<Pair> pairs(Map<String, double[]> complete) {
        List<String> labels = List.copyOf(complete.keySet());
        List<Pair> pairs = new ArrayList<>();
        for (int i = 0; i < labels.size(); i++) {
            for (int j = i + 1; j < labels.size(); j++) {
                double[] a = of(complete, labels.get(i));
                double[] b = of(complete, labels.get(j));
                double p = WilcoxonSignedRank.test(a, b).p();
                pairs.add(new Pair(labels.get(i), labels.get(j), StatUtils.mean(a) - StatUtils.mean(b), p, p));
            }
        }
        return Pair.corrected(pairs);
    }
}
