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
