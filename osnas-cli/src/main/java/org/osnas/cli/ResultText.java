package org.osnas.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.osnas.api.cost.Range;
import org.osnas.api.search.Trial;
import org.osnas.api.task.Split;
import org.osnas.core.run.RunResult;
import org.osnas.core.stats.Interval;

/** A result as a few lines for people. */
final class ResultText {

    private ResultText() {}

    static String of(RunResult result, Path folder) {
        List<String[]> lines = new ArrayList<>();
        lines.add(new String[] {
            "architecture",
            result.winner().architecture() + "  of " + result.space().name()
        });
        result.winner().costs().entrySet().stream()
                .sorted(java.util.Map.Entry.comparingByKey())
                .forEach(cost -> lines.add(new String[] {
                    cost.getKey(),
                    number(cost.getValue())
                            + Units.behind(cost.getKey(), result.units().getOrDefault(cost.getKey(), ""))
                            + result.budget()
                                    .range(cost.getKey())
                                    .map(ResultText::budget)
                                    .orElse("")
                }));
        lines.add(new String[] {
            "score",
            String.format(
                    Locale.ROOT,
                    "%.4f%s %s",
                    result.winner().score(),
                    interval(result.interval(result.winner())),
                    result.scorer().equals("supernet") ? "with shared weights" : "by scorer " + result.scorer())
        });
        lines.add(new String[] {
            result.network().details().score(),
            String.format(
                    Locale.ROOT,
                    "%.4f%s on the test images, retrained",
                    result.network().test(),
                    interval(result.interval(result.network().test(), Split.TEST)))
        });
        result.network().details().ending().ifPresent(ending -> lines.add(new String[] {"", ending(ending)}));
        if (!result.network().details().score().equals("accuracy")) {
            lines.add(new String[] {"", metrics(result.network().details().test())});
        }
        if (result.objectives().several()) {
            lines.add(new String[] {"Pareto front", front(result)});
            lines.add(new String[] {
                "", result.retrained().size() + " of them retrained; result.json and report.html hold all"
            });
        }
        result.early()
                .ifPresent(early -> lines.add(new String[] {
                    "early stop",
                    String.format(
                            Locale.ROOT,
                            "%d of %d architectures, which saved %.0f %% of the passes of validation images",
                            early.stopped(),
                            early.trials(),
                            100 * early.saved())
                }));
        result.supernet().ifPresent(ending -> lines.add(new String[] {"supernet", cut(ending)}));
        lines.add(new String[] {
            "time",
            "supernet %.0f s, search %.0f s, retraining %.0f s"
                    .formatted(
                            result.seconds().get("supernet"),
                            result.seconds().get("search"),
                            result.seconds().get("retrain"))
        });
        lines.add(new String[] {"run folder", folder.toString()});
        StringBuilder text = new StringBuilder();
        for (String[] line : lines) {
            text.append(String.format(Locale.ROOT, "%-17s %s%n", line[0], line[1]));
        }
        return text.toString();
    }

    private static String ending(RunResult.Ending ending) {
        if (ending.outOfTime() && ending.kept() == ending.steps()) {
            return cut(ending);
        }
        String kept = String.format(Locale.ROOT, "with the weights of step %,d", ending.kept());
        return ending.steps() < ending.planned()
                ? kept
                        + String.format(
                                Locale.ROOT,
                                "; ended after %,d of %,d steps, out of %s",
                                ending.steps(),
                                ending.planned(),
                                ending.outOfTime() ? "time" : "patience")
                : kept + String.format(Locale.ROOT, " of %,d", ending.steps());
    }

    private static String cut(RunResult.Ending ending) {
        return String.format(
                Locale.ROOT,
                "ended by its time after %,d of %,d steps; another time it may be more or fewer",
                ending.steps(),
                ending.planned());
    }

    /** What the number of images leaves open. */
    private static String interval(Optional<Interval> interval) {
        return interval.map(ends -> String.format(Locale.ROOT, " (%.3f to %.3f)", ends.low(), ends.high()))
                .orElse("");
    }

    private static String metrics(Map<String, Double> metrics) {
        return metrics.entrySet().stream()
                .map(metric -> String.format(Locale.ROOT, "%s %.4f", metric.getKey(), metric.getValue()))
                .collect(Collectors.joining(", "));
    }

    private static String front(RunResult result) {
        Trial first = result.front().get(0);
        Trial last = result.front().get(result.front().size() - 1);
        String metric = result.objectives().metrics().get(0);
        return String.format(
                Locale.ROOT,
                "%d architectures by score and %s: from %.4f at %s %s to %.4f at %s",
                result.front().size(),
                String.join(", ", result.objectives().metrics()),
                first.score(),
                number(first.cost(metric)),
                metric,
                last.score(),
                number(last.cost(metric)));
    }

    private static String budget(Range range) {
        return "  (budget " + number(range.min()) + " to " + number(range.max()) + ")";
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, value == Math.rint(value) ? "%,.0f" : "%,.4f", value);
    }
}
