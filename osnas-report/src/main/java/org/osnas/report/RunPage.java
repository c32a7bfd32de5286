package org.osnas.report;

import java.util.List;
import java.util.Optional;
import org.osnas.report.internal.chart.Chart;

/** What the template of a run's page is filled with. */
final class RunPage {

    private RunPage() {}

    /**
     * All of it.
     *
     * @param architecture empty until the run is finished
     * @param planned how many trials the search is to have
     * @param how the finalists became networks, in words
     * @param objectives what was searched for, in words; empty for the score alone
     * @param score what people call the score of the task
     * @param metrics empty if only the score is known
     * @param front empty if the score alone counts
     * @param network empty until the run is finished
     * @param log last lines of it, until the run is finished
     * @param files that networks were written to; empty if there are none
     */
    public record Content(
            Frame frame,
            String space,
            String architecture,
            String strategy,
            String scoring,
            int scored,
            int planned,
            int failed,
            Optional<Early> early,
            int finalists,
            String how,
            String objectives,
            List<Card> cards,
            List<Chart> search,
            List<Chart> layers,
            Optional<Table> front,
            Optional<Network> network,
            Optional<Table> best,
            Optional<Table> trainings,
            List<Chart> losses,
            String score,
            Optional<Table> metrics,
            List<ExhibitPage> exhibits,
            List<Fidelity> fidelities,
            List<Chart> latency,
            Optional<Table> files,
            String log,
            Origin origin) {}

    /** How well a scorer ranks. */
    public record Fidelity(String scorer, List<Chart> chart, Table measures) {}

    /** The network that was chosen, as a picture and as a table. */
    public record Network(List<Chart> picture, Table layers) {}

    /** What stopping early saved, in percent. */
    public record Early(int stopped, long percent) {}

    /** A number that stands out. */
    public record Card(String name, String value, String note) {}

    /** How the run was made. */
    public record Origin(
            String seed, String supernet, String search, String retrain, String configuration, String environment) {}
}
