package org.osnas.report;

import java.util.List;
import org.osnas.report.internal.chart.Chart;

/** What the templates of a comparison are filled with. */
final class CompareContent {

    private CompareContent() {}

    /** All of it, numbers as they are read; the optimum is empty where it is not known. */
    public record Content(
            int strategies,
            String subject,
            String evaluations,
            String seeds,
            String optimum,
            Table table,
            int pairs,
            List<String> asBaseline,
            List<Unranked> unranked,
            String plot) {}

    /** A page with charts. */
    public record Page(Frame frame, Content content, List<Chart> charts) {}

    /** A strategy that is left out of the ranks, and why. */
    public record Unranked(String label, String reasons) {}
}
