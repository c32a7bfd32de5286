package org.osnas.benchmarks.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.osnas.report.Table;

/** The ratios of suites in a few lines, which end what {@code benchmarks/run.sh} prints. */
public final class RatioTable {

    private RatioTable() {}

    /** Arguments: folder of JSON files, suites. */
    public static void main(String[] arguments) throws IOException {
        List<RatioLine> lines = new ArrayList<>();
        for (String suite : List.of(arguments).subList(1, arguments.length)) {
            lines.addAll(read(Path.of(arguments[0]), suite));
        }
        System.out.write(text(lines).getBytes(StandardCharsets.UTF_8));
        System.out.flush();
    }

    /** The ratios of one suite, of its own file and of JMH's. */
    static List<RatioLine> read(Path results, String suite) throws IOException {
        List<RatioLine> lines = new ArrayList<>();
        Path own = results.resolve(suite + ".json");
        if (Files.exists(own)) {
            for (JsonNode line : new ObjectMapper().readTree(own.toFile()).path(SuiteResult.RATIOS)) {
                lines.add(RatioLine.read(line));
            }
        }
        Path jmh = results.resolve(suite + ".jmh.json");
        if (Files.exists(jmh)) {
            lines.addAll(JmhRatios.of(new ObjectMapper().readTree(jmh.toFile())));
        }
        return lines;
    }

    /** A line for each ratio, with a blank line before; nothing if there is none. */
    static String text(List<RatioLine> lines) {
        if (lines.isEmpty()) {
            return "";
        }
        Table table = Table.of("ratios", "value", "aim", "of", "to", "");
        for (RatioLine line : lines) {
            table = table.row(
                    line.name(),
                    String.format(Locale.ROOT, "%.2f", line.value()),
                    line.aim(),
                    number(line.left()),
                    number(line.right()),
                    line.unit());
        }
        return System.lineSeparator() + table.text();
    }

    // Nanoseconds and seconds alike: as many decimals as leave four digits.
    private static String number(double value) {
        int digits = (int) Math.floor(Math.log10(Math.max(Math.abs(value), 1e-3)));
        return String.format(Locale.ROOT, "%." + Math.max(0, Math.min(3, 3 - digits)) + "f", value);
    }
}
