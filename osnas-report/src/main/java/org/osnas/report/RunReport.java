package org.osnas.report;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.osnas.api.cost.Range;
import org.osnas.core.agent.Run;
import org.osnas.core.internal.file.AtomicFile;
import org.osnas.core.run.RunFolder;
import org.osnas.core.run.RunStore;

/**
 * The page of a finished run: why its architecture was chosen. One file without scripts that loads nothing else. It is
 * made from what the run kept, in a folder or in memory, so it can be made again at any time.
 *
 * <pre>{@code
 * RunReport.of(run, store).orElseThrow().write(Path.of("report.html"));
 * }</pre>
 */
public final class RunReport {

    /** Name of the page in a run folder. */
    public static final String FILE = "report.html";

    private final RunView run;

    private RunReport(RunView run) {
        this.run = run;
    }

    public static RunReport of(RunView run) {
        return new RunReport(run);
    }

    /** The report of what a run kept; empty if the run is not finished, since there is nothing to explain yet. */
    public static Optional<RunReport> of(Run run, RunStore store) throws IOException {
        return RunStoreView.of(run, store).map(RunReport::of);
    }

    /** Writes {@value #FILE} into a run folder if the run is finished. */
    public static void update(Run run, RunFolder folder) throws IOException {
        Optional<RunReport> report = of(run, folder);
        if (report.isPresent()) {
            report.get().write(folder.path().resolve(FILE));
        }
    }

    /** Writes the page, replacing a file as a whole. */
    public void write(Path file) throws IOException {
        AtomicFile.writeText(file, html());
    }

    /** The page. */
    public String html() throws IOException {
        RunTables tables = new RunTables(run);
        RunFigures figures = new RunFigures(run);
        RunView.Search search = run.search();
        return Templates.html(
                "run",
                new RunPage.Content(
                        run.space().name(),
                        run.chosen().architecture().toString(),
                        search.strategy(),
                        search.scored().size(),
                        (int) search.trials().stream()
                                .filter(trial -> trial.failed())
                                .count(),
                        search.early()
                                .map(early -> new RunPage.Early(early.stopped(), Math.round(100 * early.saved()))),
                        run.finalists().size(),
                        how(),
                        String.join(", ", objectives()),
                        cards(),
                        figures.search(),
                        tables.front(),
                        tables.layers(),
                        tables.best(),
                        tables.trainings(),
                        figures.losses(),
                        run.shown().score(),
                        tables.metrics(),
                        exhibits(),
                        new RunPage.Origin(
                                String.valueOf(run.origin().seed()),
                                seconds("supernet"),
                                seconds("search"),
                                seconds("retrain"),
                                run.origin().configuration(),
                                run.origin().environment())));
    }

    /** What was searched for, if not for the score alone. */
    private List<String> objectives() {
        List<String> objectives = new ArrayList<>();
        if (!run.search().objectives().isEmpty()) {
            objectives.add("score");
            objectives.addAll(run.search().objectives());
        }
        return objectives;
    }

    private List<ExhibitPage> exhibits() throws IOException {
        List<ExhibitPage> pages = new ArrayList<>();
        for (ShownExhibit exhibit : run.shown().exhibits()) {
            pages.add(ExhibitPage.of(exhibit));
        }
        return pages;
    }

    private String how() {
        return switch (run.chosen().weights()) {
            case RETRAINED -> "trained from scratch";
            case FINETUNED -> "trained on from the supernet";
            case INHERITED -> "taken as in the supernet";
        };
    }

    private List<RunPage.Card> cards() {
        RunView.Chosen chosen = run.chosen();
        List<RunPage.Card> cards = new ArrayList<>(List.of(
                new RunPage.Card("test " + run.shown().score(), Numbers.score(chosen.test()), how()),
                new RunPage.Card(
                        "validation " + run.shown().score(),
                        Numbers.score(chosen.validation()),
                        "decides among finalists"),
                new RunPage.Card("score", Numbers.score(chosen.score()), "with shared weights")));
        TreeSet<String> metrics = new TreeSet<>(run.search().budget().keySet());
        metrics.addAll(List.of("macs", "params"));
        for (String name : metrics) {
            Range range = run.search().budget().get(name);
            String note = range == null
                    ? "no budget"
                    : "budget " + Numbers.quantity(range.min()) + " to " + Numbers.quantity(range.max());
            cards.add(new RunPage.Card(name, Numbers.quantity(chosen.costs().getOrDefault(name, Double.NaN)), note));
        }
        return cards;
    }

    private String seconds(String phase) {
        return Numbers.decimals(run.origin().seconds().getOrDefault(phase, 0.0), 0);
    }
}
