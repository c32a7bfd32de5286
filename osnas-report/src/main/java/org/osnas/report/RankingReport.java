package org.osnas.report;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.osnas.core.compare.Rankings;
import org.osnas.core.compare.Rankings.Agreement;
import org.osnas.core.compare.Rankings.Estimate;
import org.osnas.core.internal.file.AtomicFile;
import org.osnas.report.Table.Column;

/** How well supernets rank, by the way in which they were trained, as Markdown with what is needed to read it. */
public final class RankingReport {

    private static final int DECIMALS = 2;

    private final Rankings rankings;

    private RankingReport(Rankings rankings) {
        this.rankings = rankings;
    }

    public static RankingReport of(Rankings rankings) {
        return new RankingReport(rankings);
    }

    /** Writes {@code report.md} into a folder. */
    public void write(Path folder) throws IOException {
        AtomicFile.writeText(folder.resolve("report.md"), markdown());
    }

    /** What the template is filled with. */
    public record Content(
            int trainings, String subject, String band, Table table, boolean tests, Table pairs, int fewest) {}

    /** The tables. */
    public String markdown() {
        return Templates.text(
                "rankings",
                new Content(
                        rankings.rows().size(),
                        rankings.subject(),
                        String.valueOf(Math.round(100 * Agreement.BAND)),
                        table(),
                        !rankings.pairs().isEmpty(),
                        pairs(),
                        Agreement.FEWEST));
    }

    private Table table() {
        List<List<String>> rows = new ArrayList<>();
        for (Rankings.Row row : rankings.rows()) {
            List<String> cells = new ArrayList<>(List.of(row.label()));
            cells.addAll(estimates(row.estimates()));
            cells.add(Numbers.decimals(row.meanScore(), DECIMALS + 1));
            cells.add(Numbers.decimals(row.seconds(), 0));
            rows.add(cells);
        }
        List<String> cost = new ArrayList<>(List.of("macs alone"));
        cost.addAll(estimates(rankings.ofCost()));
        cost.addAll(List.of("", ""));
        rows.add(cost);
        return new Table(
                List.of("training", "τ-b over all", "in bands", "better half", "regret", "mean score", "seconds")
                        .stream()
                        .map(Column::words)
                        .toList(),
                rows);
    }

    private static List<String> estimates(Map<Agreement, Estimate> estimates) {
        return estimates.entrySet().stream()
                .map(e -> {
                    int decimals = e.getKey() == Agreement.REGRET ? DECIMALS + 1 : DECIMALS;
                    Estimate estimate = e.getValue();
                    String value = Numbers.decimals(estimate.value(), decimals);
                    return Double.isNaN(estimate.interval().low())
                            ? value
                            : value
                                    + " ("
                                    + Numbers.decimals(estimate.interval().low(), decimals)
                                    + " to "
                                    + Numbers.decimals(estimate.interval().high(), decimals)
                                    + ")";
                })
                .toList();
    }

    private Table pairs() {
        return new Table(
                List.of("first", "second", "difference", "p").stream()
                        .map(Column::words)
                        .toList(),
                rankings.pairs().stream()
                        .map(p -> List.of(
                                p.first(),
                                p.second(),
                                Numbers.decimals(p.difference(), DECIMALS),
                                Numbers.decimals(p.adjusted(), DECIMALS + 1)))
                        .toList());
    }
}
