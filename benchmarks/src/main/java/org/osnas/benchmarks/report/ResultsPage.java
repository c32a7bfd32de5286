package org.osnas.benchmarks.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.osnas.report.Table;

/** Makes {@code RESULTS.md} of the JSON files that the suites wrote: our own, and JMH's. */
public final class ResultsPage {

    private static final List<String> SUITES =
            List.of("peers", "setup", "memory", "evaluate", "streaming", "step", "cost", "kernels");

    private ResultsPage() {}

    /** Arguments: folder of JSON files, page to write. */
    public static void main(String[] arguments) throws IOException {
        Files.writeString(Path.of(arguments[1]), of(Path.of(arguments[0])));
        System.err.println("written: " + arguments[1]);
    }

    static String of(Path results) throws IOException {
        HostDescription host = HostDescription.here();
        StringBuilder page = new StringBuilder(
                "# Results\n\nMade by `benchmarks/run.sh all`; README.md says what the suites do.\n\n");
        page.append(Table.of("environment", "")
                .row("date", host.date())
                .row("commit", host.commit())
                .row("processor", host.cpu() + ", " + host.processors() + " threads")
                .row("system", host.os())
                .row("Java", host.java())
                .row("libraries", host.libraries())
                .markdown());
        for (String suite : SUITES) {
            Path own = results.resolve(suite + ".json");
            Path jmh = results.resolve(suite + ".jmh.json");
            if (Files.exists(own) || Files.exists(jmh)) {
                page.append("\n## ").append(suite).append('\n');
            }
            if (Files.exists(own)) {
                page.append('\n').append(read(own).path("markdown").asText());
            }
            if (Files.exists(jmh)) {
                page.append('\n').append(jmh(read(jmh)));
            }
        }
        return page.toString();
    }

    private static JsonNode read(Path file) throws IOException {
        return new ObjectMapper().readTree(file.toFile());
    }

    private static String jmh(JsonNode benchmarks) {
        Table table = Table.of("benchmark", "parameters", "score", "± 99.9 %", "unit", "bytes allocated");
        for (JsonNode benchmark : benchmarks) {
            JsonNode metric = benchmark.path("primaryMetric");
            String name = benchmark.path("benchmark").asText();
            int method = name.lastIndexOf('.');
            table = table.row(
                    name.substring(name.lastIndexOf('.', method - 1) + 1),
                    parameters(benchmark.path("params")),
                    number(metric.path("score")),
                    number(metric.path("scoreError")),
                    metric.path("scoreUnit").asText(),
                    number(allocated(benchmark.path("secondaryMetrics")).path("score")));
        }
        return table.markdown();
    }

    private static JsonNode allocated(JsonNode secondary) {
        JsonNode plain = secondary.path("gc.alloc.rate.norm");
        return plain.isMissingNode() ? secondary.path("·gc.alloc.rate.norm") : plain;
    }

    private static String parameters(JsonNode params) {
        StringBuilder text = new StringBuilder();
        params.properties().forEach(p -> text.append(text.isEmpty() ? "" : ", ")
                .append(p.getKey())
                .append(' ')
                .append(p.getValue().asText()));
        return text.toString();
    }

    // JMH writes "NaN" as text where there is no error to give.
    private static String number(JsonNode value) {
        return value.isNumber() ? String.format(Locale.ROOT, "%.3f", value.asDouble()) : "";
    }
}
