package org.osnas.core.compare;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A Markdown table whose columns are also aligned for the eye. */
final class MarkdownTable {

    private MarkdownTable() {}

    /** @param rows the first is the header */
    static String of(List<List<String>> rows) {
        int[] width = IntStream.range(0, rows.get(0).size())
                .map(c -> rows.stream().mapToInt(r -> r.get(c).length()).max().orElse(0))
                .toArray();
        StringBuilder text = new StringBuilder();
        for (int r = 0; r < rows.size(); r++) {
            text.append(line(rows.get(r), width));
            if (r == 0) {
                text.append(IntStream.of(width)
                        .mapToObj(w -> "-".repeat(w + 2))
                        .collect(Collectors.joining("|", "|", "|\n")));
            }
        }
        return text.toString();
    }

    private static String line(List<String> cells, int[] width) {
        return IntStream.range(0, cells.size())
                .mapToObj(c -> cells.get(c).replace("|", "\\|")
                        + " ".repeat(width[c] - cells.get(c).length()))
                .collect(Collectors.joining(" | ", "| ", " |\n"));
    }
}
