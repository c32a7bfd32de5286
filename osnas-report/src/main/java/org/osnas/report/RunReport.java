package org.osnas.report;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.osnas.api.cost.Range;
import org.osnas.api.search.Trial;
import org.osnas.core.agent.Run;
import org.osnas.core.internal.file.AtomicFile;
import org.osnas.core.registry.Registry;
import org.osnas.core.run.RunFolder;
import org.osnas.core.run.RunStore;
import org.osnas.report.internal.chart.Chart;

/**
 * The page of a run: how its search goes, and why its architecture was chosen. One file that loads nothing: the library
 * that draws its charts is in it. It is made from what the run kept, in a folder or in memory, so it can be made again at
 * any time, also while the run goes on.
 *
 * <pre>{@code
 * RunReport.of(run, store).orElseThrow().write(Path.of("report.html"));
 * }</pre>
 */
public final class RunReport {

    /** Name of the page in a run folder. */
    public static final String FILE = "report.html";

    private final RunView run;
    private final String place;
    private final String log;

    private RunReport(RunView run, String place, String log) {
        this.run = run;
        this.place = place;
        this.log = log;
    }

    /**
     * @param place of the run, as commands name it
     */
    public static RunReport of(RunView run, String place) {
        return new RunReport(run, place, "");
    }

    /** The report of what a run kept; empty if the run has not begun. */
    public static Optional<RunReport> of(Run run, RunStore store) throws IOException {
        return store.description().isEmpty()
                ? Optional.empty()
                : Optional.of(of(RunStoreView.of(RunFacts.of(run), store), store.place()));
    }

    /** The report of what the folder of a configured run holds; no data is opened, and no other folder. */
    public static RunReport of(RunFolder folder, Registry registry) throws IOException {
        return new RunReport(
                RunStoreView.of(RunFacts.of(folder, registry), folder), folder.place(), LogTail.of(folder.log()));
    }

    /** Writes {@value #FILE} into a run folder. */
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
    public String html() {
        return html(Frame.Use.FILE);
    }

    /** The page for who shows it. */
    String html(Frame.Use use) {
        RunTables tables = new RunTables(run);
        RunSections sections = new RunSections(run);
        RunView.Search search = run.search();
        List<Chart> charts = new ArrayList<>();
        List<Chart> ofSearch = kept(charts, sections.search(place));
        List<Chart> ofLayers = kept(charts, sections.layers());
        List<Chart> ofNetwork = kept(charts, sections.network());
        List<Chart> losses = kept(charts, sections.trainings());
        List<ExhibitPage> exhibits = exhibits(charts);
        List<RunPage.Fidelity> fidelities = fidelities(charts);
        List<Chart> latency = kept(charts, sections.latency());
        String title = run.space().name()
                + run.chosen().map(chosen -> " " + chosen.architecture()).orElse("");
        return Templates.html(
                "run",
                new RunPage.Content(
                        Frame.of(title, charts, sections.shared(), use),
                        run.space().name(),
                        run.chosen()
                                .map(chosen -> chosen.architecture().toString())
                                .orElse(""),
                        search.strategy(),
                        search.scoring(),
                        search.scored().size(),
                        search.planned(),
                        search.failed(),
                        search.early()
                                .map(early -> new RunPage.Early(early.stopped(), Math.round(100 * early.saved()))),
                        run.finalists().size(),
                        run.chosen().map(RunReport::how).orElse(""),
                        String.join(", ", objectives()),
                        cards(),
                        ofSearch,
                        ofLayers,
                        tables.front(),
                        run.chosen()
                                .map(chosen -> new RunPage.Network(ofNetwork, tables.layers(chosen.architecture()))),
                        search.scored().isEmpty() ? Optional.empty() : Optional.of(tables.best()),
                        tables.trainings(),
                        losses,
                        run.shown().score(),
                        tables.metrics(),
                        exhibits,
                        fidelities,
                        latency,
                        tables.files(),
                        run.chosen().isPresent() ? "" : log,
                        new RunPage.Origin(
                                String.valueOf(run.origin().seed()),
                                seconds("supernet"),
                                seconds("search"),
                                seconds("retrain"),
                                run.origin().configuration(),
                                run.origin().environment())));
    }

    private static List<Chart> kept(List<Chart> all, List<Chart> some) {
        all.addAll(some);
        return some;
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

    private List<ExhibitPage> exhibits(List<Chart> charts) {
        List<ExhibitPage> pages = new ArrayList<>();
        for (ShownExhibit exhibit : run.shown().exhibits()) {
            ExhibitPage page = ExhibitPage.of(exhibit, pages.size());
            page.chart().ifPresent(charts::add);
            pages.add(page);
        }
        return pages;
    }

    private List<RunPage.Fidelity> fidelities(List<Chart> charts) {
        return run.beside().fidelities().stream()
                .map(fidelity -> new RunPage.Fidelity(
                        fidelity.scorer(),
                        kept(charts, List.of(RunSections.fidelity(fidelity))),
                        RunTables.measures(fidelity)))
                .toList();
    }

    private static String how(RunView.Chosen chosen) {
        return switch (chosen.weights()) {
            case RETRAINED -> "trained from scratch";
            case FINETUNED -> "trained on from the supernet";
            case INHERITED -> "taken as in the supernet";
        };
    }

    private List<RunPage.Card> cards() {
        List<RunPage.Card> cards = new ArrayList<>();
        if (run.chosen().isPresent()) {
            RunView.Chosen chosen = run.chosen().get();
            String score = run.shown().score();
            cards.add(new RunPage.Card(
                    "test " + score,
                    Numbers.score(chosen.test()),
                    Numbers.within(chosen.intervals().test()) + how(chosen)));
            cards.add(new RunPage.Card(
                    "validation " + score,
                    Numbers.score(chosen.validation()),
                    Numbers.within(chosen.intervals().validation()) + "decides among finalists"));
            cards.add(new RunPage.Card(
                    "score",
                    Numbers.score(chosen.score()),
                    Numbers.within(chosen.intervals().score()) + run.search().scoring()));
            costs(cards, chosen.costs());
        } else {
            run.search().scored().stream().min(Trial.BEST_FIRST).ifPresent(best -> {
                cards.add(new RunPage.Card(
                        "best score so far",
                        Numbers.score(best.score()),
                        best.architecture().toString()));
                costs(cards, best.costs());
            });
        }
        return cards;
    }

    private void costs(List<RunPage.Card> cards, Map<String, Double> costs) {
        TreeSet<String> metrics = new TreeSet<>(run.search().budget().keySet());
        metrics.addAll(List.of("macs", "params"));
        for (String name : metrics) {
            Range range = run.search().budget().get(name);
            String note = range == null
                    ? "no budget"
                    : "budget " + Numbers.quantity(range.min()) + " to " + Numbers.quantity(range.max());
            cards.add(new RunPage.Card(name, Numbers.quantity(costs.getOrDefault(name, Double.NaN)), note));
        }
    }

    private String seconds(String phase) {
        return Numbers.decimals(run.origin().seconds().getOrDefault(phase, 0.0), 0);
    }
}
