package org.osnas.core.fidelity;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.osnas.api.space.Architecture;
import org.osnas.api.spi.Check;
import org.osnas.core.file.CsvFile;
import org.osnas.core.run.RunJson;
import org.osnas.core.stats.Bootstrap;
import org.osnas.core.stats.Interval;
import org.osnas.core.stats.RankAgreement;

/**
 * How well a supernet ranks: agreement of its scores with the accuracies of the same architectures trained from scratch
 * (as Yu et al. 2020, "Evaluating the search phase of neural architecture search", https://arxiv.org/abs/1902.08142,
 * measured it), with 95 % intervals by bootstrap over the architectures.
 *
 * @param pairs two or more
 * @param measures τ-b, ρ, and the regret of looking only at the top
 */
public record Fidelity(List<Pair> pairs, List<Measure> measures) {

    private static final List<Integer> TOPS = List.of(1, 5, 10);

    /**
     * @param score with the shared weights
     * @param accuracy after training from scratch
     */
    public record Pair(Architecture architecture, double score, double accuracy) {}

    /** A number with its interval. */
    public record Measure(String name, double value, Interval interval) {}

    /** A statistic of predictions and truth. */
    @FunctionalInterface
    private interface Statistic {
        double of(double[] scores, double[] accuracies);
    }

    public Fidelity {
        pairs = List.copyOf(pairs);
        measures = List.copyOf(measures);
    }

    /**
     * @param seed of the resampling
     * @throws org.osnas.api.spi.BadInputException if there are fewer than two pairs
     */
    public static Fidelity of(List<Pair> pairs, long seed) {
        Check.that(
                pairs.size() >= 2,
                "A ranking needs two or more architectures whose accuracy is known, got %d",
                pairs.size());
        Bootstrap bootstrap = Bootstrap.of(seed);
        List<Measure> measures = new ArrayList<>();
        measures.add(measure("kendall_tau_b", pairs, bootstrap, RankAgreement::kendall));
        measures.add(measure("spearman_rho", pairs, bootstrap, RankAgreement::spearman));
        for (int k : TOPS) {
            if (k < pairs.size()) {
                measures.add(measure(
                        "top%d_regret".formatted(k), pairs, bootstrap, (s, a) -> RankAgreement.topRegret(s, a, k)));
            }
        }
        return new Fidelity(pairs, measures);
    }

    private static Measure measure(String name, List<Pair> pairs, Bootstrap bootstrap, Statistic statistic) {
        double[] scores = pairs.stream().mapToDouble(Pair::score).toArray();
        double[] accuracies = pairs.stream().mapToDouble(Pair::accuracy).toArray();
        Interval interval =
                bootstrap.interval(pairs.size(), drawn -> statistic.of(pick(scores, drawn), pick(accuracies, drawn)));
        return new Measure(name, statistic.of(scores, accuracies), interval);
    }

    private static double[] pick(double[] values, int[] indices) {
        return IntStream.of(indices).mapToDouble(i -> values[i]).toArray();
    }

    /** A line for each measure. */
    public String text() {
        StringBuilder text = new StringBuilder();
        for (Measure m : measures) {
            text.append(String.format(
                    Locale.ROOT,
                    "%-14s %7.4f  (95 %%: %.4f to %.4f)%n",
                    m.name(),
                    m.value(),
                    m.interval().low(),
                    m.interval().high()));
        }
        return text.toString();
    }

    /** Measures and pairs. */
    public ObjectNode json() {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("architectures", pairs.size());
        for (Measure m : measures) {
            ObjectNode entry = node.putObject(m.name());
            RunJson.putScore(entry, "value", m.value());
            RunJson.putScore(entry, "low", m.interval().low());
            RunJson.putScore(entry, "high", m.interval().high());
        }
        ArrayNode list = node.putArray("pairs");
        for (Pair pair : pairs) {
            ObjectNode entry = list.addObject();
            entry.set("architecture", RunJson.choices(pair.architecture()));
            entry.put("score", pair.score());
            entry.put("accuracy", pair.accuracy());
        }
        return node;
    }

    /** Writes the pairs as CSV. */
    public void write(Path file) throws IOException {
        CsvFile.write(
                file,
                List.of(),
                List.of("architecture", "supernet", "scratch"),
                pairs.stream()
                        .map(p -> List.of(p.architecture(), p.score(), p.accuracy()))
                        .toList());
    }
}
