package org.osnas.report;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.osnas.api.search.Trial;
import org.osnas.api.space.Architecture;
import org.osnas.api.space.Block;
import org.osnas.api.space.SearchSpace;
import org.osnas.api.space.Shape;
import org.osnas.core.internal.deploy.Deployed;
import org.osnas.report.Table.Column;

/** The tables of a run's page. */
record RunTables(RunView run) {

    private static final int BEST = 5;

    /** A network, a row a block. */
    Table layers(Architecture architecture) {
        SearchSpace space = run.space();
        List<Block> blocks = space.network(architecture);
        long most = 1;
        for (int i = 0; i < blocks.size(); i++) {
            most = Math.max(most, blocks.get(i).macs(space.inputsAt(i)));
        }
        Table table = Table.of(
                Column.words("layer"),
                Column.words("block"),
                Column.words("of"),
                Column.words("input"),
                Column.numbers("params"),
                Column.numbers("macs"),
                Column.bar(""));
        for (int i = 0; i < blocks.size(); i++) {
            boolean choice = i > 0 && i < blocks.size() - 1;
            long macs = blocks.get(i).macs(space.inputsAt(i));
            table = table.row(
                    i == 0 ? "stem" : choice ? String.valueOf(i - 1) : "head",
                    blocks.get(i).name(),
                    choice ? space.stages().get(i - 1).options().size() + " candidates" : "",
                    space.inputsAt(i).stream().map(Shape::toString).collect(Collectors.joining(", ")),
                    Numbers.cost(blocks.get(i).params()),
                    Numbers.cost(macs),
                    String.format(Locale.ROOT, "%.3f", (double) macs / most));
        }
        return table;
    }

    /** The best of the search. */
    Table best() {
        List<Trial> top = run.search().top();
        List<Trial> best = top.isEmpty()
                ? run.search().scored().stream()
                        .sorted(Trial.BEST_FIRST)
                        .limit(BEST)
                        .toList()
                : top;
        return new Table(titles(), best.stream().map(this::cells).toList());
    }

    /** The Pareto front, if the search was for one, with the validation accuracies of those that were retrained. */
    Optional<Table> front() {
        if (run.search().objectives().isEmpty()) {
            return Optional.empty();
        }
        Map<Architecture, Double> retrained = new HashMap<>();
        run.finalists().forEach(training -> retrained.put(training.architecture(), training.validation()));
        List<Column> titles = titles();
        titles.add(Column.numbers("retrained, validation"));
        List<List<String>> rows = new ArrayList<>();
        for (Trial trial : run.search().front()) {
            List<String> cells = cells(trial);
            Double validation = retrained.get(trial.architecture());
            cells.add(validation == null ? "" : Numbers.score(validation));
            rows.add(cells);
        }
        return Optional.of(new Table(titles, rows));
    }

    private List<Column> titles() {
        List<Column> titles = new ArrayList<>(List.of(Column.words("architecture"), Column.numbers("score")));
        run.shownMetrics().forEach(metric -> titles.add(Column.numbers(metric)));
        return titles;
    }

    private List<String> cells(Trial trial) {
        List<String> cells = new ArrayList<>(List.of(trial.architecture().toString(), Numbers.score(trial.score())));
        run.shownMetrics().forEach(metric -> cells.add(Numbers.quantity(trial.cost(metric))));
        return cells;
    }

    /** All metrics of the winner on the test split, if there are any. */
    Optional<Table> metrics() {
        Map<String, Double> metrics = run.shown().metrics();
        if (metrics.isEmpty()) {
            return Optional.empty();
        }
        List<Column> titles = new ArrayList<>();
        List<String> cells = new ArrayList<>();
        metrics.forEach((name, value) -> {
            titles.add(Column.numbers(name));
            cells.add(Numbers.score(value));
        });
        return Optional.of(new Table(titles, List.of(cells)));
    }

    /** The files that networks were written to, if there are any; of one in eight bits, the same in floats too. */
    Optional<Table> files() {
        List<Deployed> files = run.beside().files();
        if (files.isEmpty()) {
            return Optional.empty();
        }
        Table table = Table.of(
                Column.words("file"),
                Column.words("format"),
                Column.words("architecture"),
                Column.words("weights"),
                Column.numbers("bytes"),
                Column.numbers("test " + files.get(0).score()),
                Column.words("latency, measured"),
                Column.words("predicted"));
        for (Deployed file : files) {
            table = table.row(cells(file, file.file(), file.bits() + " bits", file.figures()));
            if (file.floats().isPresent()) {
                table = table.row(cells(
                        file, "(the same in floats)", "32 bits", file.floats().get()));
            }
        }
        return Optional.of(table);
    }

    private static String[] cells(Deployed file, String name, String bits, Deployed.Figures figures) {
        List<String> measured = new ArrayList<>();
        List<String> predicted = new ArrayList<>();
        for (Deployed.Latency latency : figures.latency()) {
            measured.add("%s ms (%s)".formatted(Numbers.decimals(latency.measured(), 3), latency.conditions()));
            latency.predicted().ifPresent(value -> predicted.add(Numbers.decimals(value, 3) + " ms"));
        }
        return new String[] {
            name,
            file.format() + ", " + bits,
            file.architecture().toString(),
            file.weights().word(),
            Numbers.cost(figures.bytes()),
            figures.test().isPresent() ? Numbers.score(figures.test().getAsDouble()) : Numbers.NONE,
            String.join("; ", measured),
            String.join("; ", predicted)
        };
    }

    /** The measures of a fidelity. */
    static Table measures(ShownFidelity fidelity) {
        Table table = Table.of(Column.words("measure"), Column.numbers("value"), Column.numbers("95 %"));
        for (ShownFidelity.Measure measure : fidelity.measures()) {
            table = table.row(
                    measure.name().replace('_', ' '),
                    Numbers.score(measure.value()),
                    Double.isNaN(measure.low())
                            ? Numbers.NONE
                            : Numbers.score(measure.low()) + " to " + Numbers.score(measure.high()));
        }
        return table;
    }

    /** All networks that were evaluated, if there are any. */
    Optional<Table> trainings() {
        if (run.trainings().isEmpty()) {
            return Optional.empty();
        }
        Table table = Table.of(
                Column.words("architecture"),
                Column.words("by"),
                Column.words("weights"),
                Column.numbers("validation " + run.shown().score()),
                Column.numbers("test " + run.shown().score()));
        for (RunView.Training training : run.trainings()) {
            table = table.row(
                    training.architecture().toString(),
                    training.steps()
                            .map(steps -> "evaluate, " + steps + " steps")
                            .orElse("search"),
                    training.weights().word(),
                    Numbers.score(training.validation()),
                    training.test().isPresent() ? Numbers.score(training.test().getAsDouble()) : "");
        }
        return Optional.of(table);
    }
}
