package org.osnas.report;

import java.util.List;
import java.util.Optional;

/** What the template of a run's page is filled with. */
final class RunPage {

    private RunPage() {}

    /**
     * All of it.
     *
     * @param how the finalists became networks, in words
     * @param objectives what was searched for, in words; empty for the score alone
     * @param score what people call the score of the task
     * @param metrics empty if only the score is known
     * @param front empty if the score alone counts
     */
    public record Content(
            String space,
            String architecture,
            String strategy,
            int scored,
            int failed,
            Optional<Early> early,
            int finalists,
            String how,
            String objectives,
            List<Card> cards,
            List<Figure> plots,
            Optional<Table> front,
            Table layers,
            Table best,
            Table trainings,
            List<Figure> losses,
            String score,
            Optional<Table> metrics,
            List<ExhibitPage> exhibits,
            Origin origin) {

        public int plotWidth() {
            return Charts.PAGE_WIDTH;
        }

        public int plotHeight() {
            return Charts.PAGE_HEIGHT;
        }
    }

    /** What stopping early saved, in percent. */
    public record Early(int stopped, long percent) {}

    /** A number that stands out. */
    public record Card(String name, String value, String note) {}

    /**
     * A plot.
     *
     * @param image its address
     * @param of what its points are: {@code costs}, {@code order} or {@code loss}
     * @param name of the metric or the training
     * @param budget whether a budget is shown
     */
    public record Figure(String image, String of, String name, boolean budget) {}

    /** How the run was made. */
    public record Origin(
            String seed, String supernet, String search, String retrain, String configuration, String environment) {}
}
