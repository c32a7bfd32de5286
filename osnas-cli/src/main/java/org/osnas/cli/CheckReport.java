package org.osnas.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.osnas.api.cost.Budget;
import org.osnas.api.cost.FeasibleSampler;
import org.osnas.api.cost.LookupTable;
import org.osnas.api.task.Split;
import org.osnas.api.task.Summarized;
import org.osnas.core.agent.RetrainSettings.From;
import org.osnas.core.agent.Run;
import org.osnas.report.Numbers;

/**
 * What a run would do, as text and as JSON.
 *
 * @param budget as it is given
 * @param unmeasured whether it is on latency that is measured when the run begins: the run leaves it out until then
 * @param supernet folder of the run whose supernet is searched, if it trains none
 * @param time estimated, if it was asked for
 */
record CheckReport(Run run, Budget budget, boolean unmeasured, Optional<Path> supernet, Optional<TimeEstimate> time) {

    String text() {
        List<String[]> lines = new ArrayList<>();
        lines.add(new String[] {
            "space",
            String.format(
                    Locale.ROOT,
                    "%s, %,d architectures in %d layers, for %s",
                    run.space().name(),
                    run.space().size(),
                    run.space().depth(),
                    run.space().input())
        });
        for (LookupTable table : run.costs().tables()) {
            lines.add(new String[] {
                table.metric().name(),
                "%s to %s%s"
                        .formatted(Numbers.cost(table.min()), Numbers.cost(table.max()), Units.behind(table.metric()))
            });
        }
        lines.add(new String[] {"budget", budgetText()});
        lines.add(new String[] {"task", run.task().score() + " on " + counts() + " images"});
        if (run.data() instanceof Summarized summarized) {
            DataText.whole(summarized.summary())
                    .forEach(line -> lines.add(
                            new String[] {line.startsWith("data: ") ? "data" : "", line.replaceFirst("^data: ", "")}));
        }
        lines.add(new String[] {"supernet", supernetText()});
        lines.add(new String[] {
            "search",
            "%s, %,d trials, scored by %s"
                    .formatted(
                            run.searchStrategy().name(),
                            run.search().trials(),
                            run.scorer().name())
        });
        lines.add(new String[] {"retrain", retrainText()});
        lines.add(new String[] {"time", timeText()});
        time.ifPresent(t -> lines.add(new String[] {"", TimeEstimate.HOW}));
        lines.add(new String[] {"", "Nothing was run or written."});
        return lines.stream()
                .map(line -> String.format(Locale.ROOT, "%-17s %s%n", line[0], line[1]))
                .collect(Collectors.joining());
    }

    private String counts() {
        return String.format(
                Locale.ROOT,
                "%,d training, %,d validation and %,d test",
                run.data().size(Split.TRAIN),
                run.data().size(Split.VALIDATION),
                run.data().size(Split.TEST));
    }

    private boolean exact() {
        return !(run.sampler() instanceof FeasibleSampler sampler) || sampler.countIsExact();
    }

    private double share() {
        return new BigDecimal(run.sampler().count())
                .divide(new BigDecimal(run.space().size()), MathContext.DECIMAL64)
                .doubleValue();
    }

    private String budgetText() {
        if (budget.ranges().isEmpty()) {
            return "none: all architectures";
        }
        String limits = budget.ranges().entrySet().stream()
                .map(limit -> "%s %s to %s"
                        .formatted(
                                limit.getKey(),
                                Numbers.cost(limit.getValue().min()),
                                Numbers.cost(limit.getValue().max())))
                .collect(Collectors.joining(", "));
        String within = String.format(
                Locale.ROOT,
                "%s%,d architectures, %.3g %% of the space",
                exact() ? "" : "about ",
                run.sampler().count(),
                100 * share());
        return limits + ": " + within + (unmeasured ? " before latency, which is measured when the run begins" : "");
    }

    private String supernetText() {
        if (supernet.isPresent()) {
            return "that of " + supernet.get();
        }
        return run.wantsSupernet()
                ? "%s, %s"
                        .formatted(
                                run.trainingStrategy().name(),
                                length(run.supernet().length().steps(perEpoch()), 1))
                : "none is needed";
    }

    private String retrainText() {
        if (run.retrain().from() == From.NONE) {
            return "none";
        }
        int finalists = run.retrain().finalists();
        return "%d architecture%s, %s"
                .formatted(
                        finalists,
                        finalists == 1 ? "" : "s",
                        length(
                                run.retrain().steps(run.data()),
                                run.retrain().recipe().accumulate()));
    }

    private int perEpoch() {
        return run.data().batchesPerEpoch();
    }

    private String length(long steps, int batches) {
        return String.format(
                Locale.ROOT,
                "%,d steps of %d examples, %.1f passes over the data",
                steps,
                batches * run.data().batchSize(),
                (double) steps * batches / perEpoch());
    }

    private String timeText() {
        return time.map(t -> "%s %s: supernet %s, search %s, retraining %s"
                        .formatted(
                                t.search().isPresent() ? "up to about" : "about",
                                Units.duration(t.total()),
                                Units.duration(t.supernet()),
                                t.search()
                                        .map(most -> "at most " + Units.duration(most))
                                        .orElse("not estimated for this scorer"),
                                Units.duration(t.retrain())))
                .orElse("not estimated");
    }

    ObjectNode json() {
        ObjectNode root = Json.object();
        root.put("space", run.space().name());
        root.put("size", run.space().size().toString());
        root.put("layers", run.space().depth());
        root.set("input", Json.of(run.space().input()));
        ObjectNode costs = root.putObject("costs");
        for (LookupTable table : run.costs().tables()) {
            costs.putObject(table.metric().name())
                    .put("unit", table.metric().unit())
                    .put("min", table.min())
                    .put("max", table.max());
        }
        ObjectNode within = root.putObject("budget");
        budget.ranges().forEach((metric, range) -> {
            ArrayNode ends = within.putArray(metric);
            ends.add(range.min()).add(range.max());
        });
        root.put("within_budget", run.sampler().count().toString());
        root.put("within_budget_exact", exact());
        root.put("share", share());
        root.put("latency_unmeasured", unmeasured);
        ObjectNode data = root.putObject("data");
        for (Split split : Split.values()) {
            data.put(split.name().toLowerCase(Locale.ROOT), run.data().size(split));
        }
        if (run.data() instanceof Summarized summarized) {
            DataText.whole(summarized.summary()).forEach(data.withArray("summary")::add);
        }
        supernet.ifPresent(folder -> root.put("supernet_of", folder.toString()));
        root.put("training_strategy", run.trainingStrategy().name());
        root.put("supernet_steps", run.supernet().length().steps(perEpoch()));
        root.put("search_strategy", run.searchStrategy().name());
        root.put("scorer", run.scorer().name());
        root.put("trials", run.search().trials());
        root.put("finalists", run.retrain().finalists());
        root.put("retrain_steps", run.retrain().steps(run.data()));
        time.ifPresent(t -> {
            ObjectNode seconds = root.putObject("seconds");
            seconds.put("supernet", t.supernet());
            t.search().ifPresent(search -> seconds.put("search", search));
            seconds.put("retrain", t.retrain()).put("total", t.total());
            root.put("seconds_how", TimeEstimate.HOW);
        });
        return root;
    }
}
