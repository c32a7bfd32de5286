package org.osnas.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResultsPageTest {

    @TempDir
    Path folder;

    @Test
    void everySuiteThatWasRunHasASection() throws Exception {
        new SuiteResult("evaluate", "| a table |\n", List.of(), Map.of()).write(folder.resolve("evaluate.json"));
        Files.writeString(
                folder.resolve("cost.jmh.json"),
                """
                [{"benchmark": "org.osnas.benchmarks.cost.CostBenchmark.one", "params": {"threads": "2"},
                  "primaryMetric": {"score": 9.25, "scoreError": "NaN", "scoreUnit": "ns/op"},
                  "secondaryMetrics": {"gc.alloc.rate.norm": {"score": 0.001}}}]
                """);
        String page = ResultsPage.of(folder);
        Files.copy(folder.resolve("cost.jmh.json"), folder.resolve("evaluate.jmh.json"));
        String both = ResultsPage.of(folder);
        assertThat(both.substring(both.indexOf("## evaluate"), both.indexOf("## cost")))
                .contains("| a table |", "| CostBenchmark.one |");
        assertThat(page)
                .contains("## evaluate\n\n| a table |\n")
                .contains("## cost\n")
                .contains("| CostBenchmark.one |  threads 2 | 9.250 |")
                .doesNotContain("## peers");
    }
}
