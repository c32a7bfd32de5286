package org.osnas.report;

import java.util.List;
import org.osnas.report.internal.chart.Chart;

/** What the template of several runs is filled with. */
final class SeveralPage {

    private SeveralPage() {}

    /**
     * All of it.
     *
     * @param runs a row a run
     */
    public record Content(Frame frame, int count, Table runs, List<Chart> charts, List<Network> networks) {}

    /** What a run chose. */
    public record Network(String run, List<Chart> picture) {}
}
