package org.osnas.core.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.osnas.api.cost.Budget;
import org.osnas.api.search.Trial;
import org.osnas.api.space.Architecture;
import org.osnas.api.spi.Allowed;
import org.osnas.api.spi.BadInputException;
import org.osnas.api.spi.Check;
import org.osnas.api.spi.Settings;
import org.osnas.core.agent.Search;
import org.osnas.core.internal.file.JsonLines;
import org.osnas.core.run.TrialLog;

/**
 * The architectures that a search scores first: those that are named, then the best of earlier runs. The resolved
 * configuration names all of them, so that a run does not depend on the folders of others once it has begun.
 */
final class SearchBeginning {

    private SearchBeginning() {}

    static List<Architecture> read(Settings search, Budget budget) {
        List<String> named = search.about("architectures that are scored first, such as '0,2,1'")
                .texts("enqueue", List.of());
        Set<Architecture> first = new LinkedHashSet<>();
        named.forEach(text -> first.add(Architecture.parse(text)));
        Settings s = search.about("score the best architectures of earlier runs first")
                .section("warm-start");
        Object folders = s.about("folders of these runs")
                .value("runs", new Allowed.Items(new Allowed.File()))
                .orElse(List.of());
        int top = s.about("architectures of each of them").integer("top", 10, 1, 1_000_000);
        s.rejectUnknown();
        if (!(folders instanceof List<?> list) || !list.stream().allMatch(String.class::isInstance)) {
            throw s.wrong("runs", folders, "a list of folders, such as [runs/before]");
        }
        for (Object folder : list) {
            first.addAll(best(Path.of((String) folder), top, budget));
        }
        return List.copyOf(first);
    }

    private static List<Architecture> best(Path folder, int top, Budget budget) {
        Path log = folder.resolve("trials.jsonl");
        Check.that(
                Files.isRegularFile(log), "search.warm-start: %s is not the folder of a run that has trials", folder);
        try {
            List<Trial> trials = new ArrayList<>();
            TrialLog.open(JsonLines.look(log, "Leave it out of warm-start.")).entries().stream()
                    .map(TrialLog.Entry::trial)
                    .forEach(trials::add);
            return Search.ranked(trials).stream()
                    .filter(trial -> within(trial, budget))
                    .limit(top)
                    .map(Trial::architecture)
                    .toList();
        } catch (IOException e) {
            throw new BadInputException("search.warm-start: " + log + " cannot be read: " + e.getMessage(), e);
        }
    }

    /** By the costs that the earlier run knew; a metric that it did not know is checked with this run's tables. */
    private static boolean within(Trial trial, Budget budget) {
        return budget.ranges().entrySet().stream()
                .allMatch(range -> !trial.costs().containsKey(range.getKey())
                        || range.getValue().contains(trial.cost(range.getKey())));
    }
}
