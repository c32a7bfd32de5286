package org.osnas.tasks.data;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.osnas.api.task.DataSummary.Finding;
import org.osnas.api.task.DataSummary.Kind;
import org.osnas.tasks.internal.Counted;

/** Collects what a reader finds odd, with the first names of each sort. One thread at a time. */
public final class Findings {

    /** Names that are kept of one sort. */
    public static final int NAMES = 20;

    private record Sort(Kind kind, String what) {}

    private static final class Tally {
        private long count;
        private final List<String> first = new ArrayList<>();
    }

    private final Map<Sort, Tally> tallies = new LinkedHashMap<>();

    /**
     * Counts one.
     *
     * @param what it is, in words that follow a number, always the same for the same sort; where they differ for one and for
     *     several, both: {@code [image is|images are] turned}
     * @param name of this one: a file, perhaps with a line
     */
    public void add(Kind kind, String what, String name) {
        Tally tally = tallies.computeIfAbsent(new Sort(kind, what), sort -> new Tally());
        tally.count++;
        if (tally.first.size() < NAMES) {
            tally.first.add(name);
        }
    }

    /**
     * Notes names that people may have meant to be one: alike but for upper and lower case, spaces, zeros before a number,
     * or how letters with accents are put together.
     */
    public void noteAlike(List<String> names) {
        Map<String, String> before = new HashMap<>();
        for (String name : names) {
            String plain = Normalizer.normalize(name, Normalizer.Form.NFKC)
                    .strip()
                    .toLowerCase(Locale.ROOT)
                    .replaceFirst("^0+(?=[0-9]+$)", "");
            String other = before.putIfAbsent(plain, name);
            if (other != null) {
                add(
                        Kind.NOTE,
                        "[class is|classes are] called almost as another one is",
                        "'%s' and '%s'".formatted(other, name));
            }
        }
    }

    /** The first of some names, a line each, and how many more there are. */
    public static String lines(List<String> names) {
        String more = names.size() > NAMES ? "\n  and %,d more".formatted(names.size() - NAMES) : "";
        return names.stream().limit(NAMES).map(name -> "  " + name).collect(Collectors.joining("\n")) + more;
    }

    /** How many of that kind were counted. */
    public long count(Kind kind) {
        return tallies.entrySet().stream()
                .filter(entry -> entry.getKey().kind() == kind)
                .mapToLong(entry -> entry.getValue().count)
                .sum();
    }

    /** All, by kind, and as they were found first. */
    public List<Finding> list() {
        return tallies.entrySet().stream()
                .map(entry -> finding(entry.getKey(), entry.getValue()))
                .sorted(Comparator.comparing(Finding::kind))
                .toList();
    }

    private static Finding finding(Sort sort, Tally tally) {
        return new Finding(sort.kind(), Counted.words(tally.count, sort.what()), tally.count, tally.first);
    }
}
