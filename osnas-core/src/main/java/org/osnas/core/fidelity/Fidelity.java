package org.osnas.core.fidelity;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.osnas.api.space.Architecture;
import org.osnas.api.spi.Check;
import org.osnas.core.internal.file.CsvFile;
import org.osnas.core.internal.file.ValueJson;
import org.osnas.core.internal.stats.Bootstrap;
import org.osnas.core.internal.stats.RankAgreement;
import org.osnas.core.stats.Interval;

/**
 * How well a supernet ranks: agreement of its scores with the accuracies of the same architectures trained from scratch
 * (as Yu et al. 2020, "Evaluating the search phase of neural architecture search", https://arxiv.org/abs/1902.08142,
 * measured it), with 95 % intervals by bootstrap over the architectures. Whoever has a budget chooses among architectures
 * of like cost, and cost alone ranks well where costs differ; so τ-b is also given within bands of equal cost and within
 * the better half, and beside them what cost alone reaches.
 *
 * @param pairs two or more
 * @param failed those without a score or an accuracy, because a training ran into values that are not numbers; no measure
 *     counts them
 * @param measures τ-b, ρ, the regret of looking only at the top, and those by cost
 */
public record Fidelity(List<Pair> pairs, List<Pair> failed, List<Measure> measures) {

    private static final List<Integer> TOPS = List.of(1, 5, 10);

    /** Costs that differ by at most this share are one band. */
    public static final double BAND = 0.15;

    /** Fewer architectures say too little for an interval: their resamples are mostly the same few. */
    public static final int FEWEST = 10;

    /** Above this number bands get fewer resamples, since each looks at pairs. */
    private static final int MANY = 400;

    private static final int FEWER_RESAMPLES = 200;

    /**
     * @param score with the shared weights; not-a-number if that failed
     * @param accuracy after training from scratch; not-a-number if that failed
     * @param cost by the metric that the bands are about
     */
    public record Pair(Architecture architecture, double score, double accuracy, double cost) {

        boolean complete() {
            return !Double.isNaN(score) && !Double.isNaN(accuracy);
        }
    }

    /** A number with its interval, which is not-a-number if there are too few architectures for one. */
    public record Measure(String name, double value, Interval interval) {}

    /** A statistic of scores, accuracies and costs. */
    @FunctionalInterface
    private interface Statistic {
        double of(double[] scores, double[] accuracies, double[] costs);
    }

    public Fidelity {
        pairs = List.copyOf(pairs);
        failed = List.copyOf(failed);
        measures = List.copyOf(measures);
    }

    /**
     * @param all with those that failed
     * @param metric of the costs
     * @param seed of the resampling
     * @throws org.osnas.api.spi.BadInputException if there are fewer than two that did not fail
     */
    public static Fidelity of(List<Pair> all, String metric, long seed) {
        List<Pair> pairs = all.stream().filter(Pair::complete).toList();
        List<Pair> failed = all.stream().filter(pair -> !pair.complete()).toList();
        Check.that(
                pairs.size() >= 2,
                "A ranking needs two or more architectures whose accuracy is known, got %d%s",
                pairs.size(),
                failed.isEmpty()
                        ? ""
                        : "; the training of " + failed.size() + " failed, perhaps for its learning rate");
        Bootstrap bootstrap = Bootstrap.of(seed);
        List<Measure> measures = new ArrayList<>();
        measures.add(measure("kendall_tau_b", pairs, bootstrap, (s, a, c) -> RankAgreement.kendall(s, a)));
        measures.add(measure("spearman_rho", pairs, bootstrap, (s, a, c) -> RankAgreement.spearman(s, a)));
        for (int k : TOPS) {
            if (k < pairs.size()) {
                measures.add(measure(
                        "top%d_regret".formatted(k), pairs, bootstrap, (s, a, c) -> RankAgreement.topRegret(s, a, k)));
            }
        }
        List<Pair> better = pairs.stream()
                .sorted(Comparator.comparingDouble(Pair::accuracy).reversed())
                .limit((pairs.size() + 1) / 2)
                .toList();
        if (better.size() >= 2) {
            measures.add(measure("tau_b_better_half", better, bootstrap, (s, a, c) -> RankAgreement.kendall(s, a)));
        }
        Bootstrap ofBands = pairs.size() > MANY ? new Bootstrap(FEWER_RESAMPLES, bootstrap.level(), seed) : bootstrap;
        measures.add(
                measure("tau_b_in_bands", pairs, ofBands, (s, a, c) -> RankAgreement.kendallWithin(s, a, c, BAND)));
        measures.add(measure("tau_b_of_" + metric, pairs, bootstrap, (s, a, c) -> RankAgreement.kendall(c, a)));
        measures.add(measure(
                "tau_b_of_" + metric + "_in_bands",
                pairs,
                ofBands,
                (s, a, c) -> RankAgreement.kendallWithin(c, a, c, BAND)));
        return new Fidelity(pairs, failed, measures);
    }

    private static Measure measure(String name, List<Pair> pairs, Bootstrap bootstrap, Statistic statistic) {
        double[] scores = pairs.stream().mapToDouble(Pair::score).toArray();
        double[] accuracies = pairs.stream().mapToDouble(Pair::accuracy).toArray();
        double[] costs = pairs.stream().mapToDouble(Pair::cost).toArray();
        Interval interval = pairs.size() < FEWEST
                ? new Interval(Double.NaN, Double.NaN)
                : bootstrap.interval(
                        pairs.size(),
                        drawn -> statistic.of(pick(scores, drawn), pick(accuracies, drawn), pick(costs, drawn)));
        return new Measure(name, statistic.of(scores, accuracies, costs), interval);
    }

    private static double[] pick(double[] values, int[] indices) {
        return IntStream.of(indices).mapToDouble(i -> values[i]).toArray();
    }

    /** Measures and pairs. */
    public ObjectNode json() {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("architectures", pairs.size());
        for (Measure m : measures) {
            ObjectNode entry = node.putObject(m.name());
            ValueJson.putScore(entry, "value", m.value());
            ValueJson.putScore(entry, "low", m.interval().low());
            ValueJson.putScore(entry, "high", m.interval().high());
        }
        put(node.putArray("pairs"), pairs);
        put(node.putArray("failed"), failed);
        return node;
    }

    private static void put(ArrayNode list, List<Pair> pairs) {
        for (Pair pair : pairs) {
            ObjectNode entry = list.addObject();
            entry.set("architecture", ValueJson.choices(pair.architecture()));
            ValueJson.putScore(entry, "score", pair.score());
            ValueJson.putScore(entry, "accuracy", pair.accuracy());
            entry.put("cost", pair.cost());
        }
    }

    /** Writes the pairs as CSV, then those that failed, with empty cells. */
    public void write(Path file) throws IOException {
        CsvFile.write(
                file,
                List.of(),
                List.of("architecture", "supernet", "scratch", "cost"),
                Stream.concat(pairs.stream(), failed.stream())
                        .map(p -> List.of(p.architecture(), p.score(), p.accuracy(), p.cost()))
                        .toList());
    }
}
