package org.osnas.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.osnas.api.task.DataSummary;
import org.osnas.api.task.DataSummary.Count;
import org.osnas.api.task.DataSummary.Finding;
import org.osnas.api.task.DataSummary.Part;
import org.osnas.api.task.DataSummary.Range;

/** What was found in a data set, as a few lines for people. */
final class DataText {

    /** Names of one sort; data-summary.json has some more. */
    private static final int NAMES = 3;

    private DataText() {}

    /** For a run: a line for each sort of finding, with its first names. */
    static List<String> lines(DataSummary summary) {
        List<String> lines = counts(summary);
        summary.findings().forEach(finding -> lines.add("data: " + text(finding)));
        return lines;
    }

    /** For who mends a data set: all names that are kept, a line each. */
    static List<String> whole(DataSummary summary) {
        List<String> lines = counts(summary);
        for (Finding finding : summary.findings()) {
            List<String> names = finding.first();
            if (names.size() < 2 && finding.count() == names.size()) {
                lines.add("data: " + text(finding));
                continue;
            }
            lines.add("data: " + said(finding) + ":");
            names.forEach(name -> lines.add("  " + name));
            if (names.size() < finding.count()) {
                lines.add(String.format(Locale.ROOT, "  and %,d more", finding.count() - names.size()));
            }
        }
        return lines;
    }

    private static List<String> counts(DataSummary summary) {
        List<String> lines = new ArrayList<>();
        lines.add("data: "
                + summary.parts().stream()
                        .map(part -> String.format(Locale.ROOT, "%,d for %s", part.examples(), use(part)))
                        .collect(Collectors.joining(", ")));
        summary.parts().stream()
                .findFirst()
                .filter(part -> !part.classes().isEmpty())
                .ifPresent(part -> lines.add("data: " + balance(part)));
        summary.sizes()
                .ifPresent(sizes -> lines.add("data: files of %s pixels in width, %s in height"
                        .formatted(range(sizes.widths()), range(sizes.heights()))));
        return lines;
    }

    private static String use(Part part) {
        return switch (part.split()) {
            case TRAIN -> "training";
            case VALIDATION -> "validation";
            case TEST -> "the test";
        };
    }

    /** How even the classes are among the training examples. */
    private static String balance(Part part) {
        List<Count> classes = part.classes();
        Count least = classes.get(0);
        Count most = least;
        for (Count one : classes) {
            least = one.count() < least.count() ? one : least;
            most = one.count() > most.count() ? one : most;
        }
        String number = classes.size() == 1 ? "1 class" : String.format(Locale.ROOT, "%,d classes", classes.size());
        return least.count() == most.count()
                ? String.format(Locale.ROOT, "%s with %,d for training each", number, most.count())
                : String.format(
                        Locale.ROOT,
                        "%s with %,d (%s) to %,d (%s) for training",
                        number,
                        least.count(),
                        least.name(),
                        most.count(),
                        most.name());
    }

    private static String range(Range range) {
        return range.least() == range.most()
                ? Integer.toString(range.least())
                : "%d to %d (half of them to %d)".formatted(range.least(), range.most(), range.median());
    }

    private static String text(Finding finding) {
        List<String> first =
                finding.first().subList(0, Math.min(NAMES, finding.first().size()));
        String names = String.join(", ", first);
        if (first.size() < finding.count() && !first.isEmpty()) {
            names += ", …";
        }
        return said(finding) + (names.isEmpty() ? "" : ": " + names);
    }

    private static String said(Finding finding) {
        String verb =
                switch (finding.kind()) {
                    case IGNORED -> "ignored ";
                    case BROKEN, DROPPED -> "left out ";
                    case DUPLICATE, NOTE -> "";
                };
        return String.format(Locale.ROOT, "%s%,d %s", verb, finding.count(), finding.what());
    }
}
