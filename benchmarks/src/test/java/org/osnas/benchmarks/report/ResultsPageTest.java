package org.osnas.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResultsPageTest {

    @TempDir
    Path folder;

    @Test
    void everySuiteThatWasRunHasASection() throws Exception {
        new SuiteResult("evaluate", "| a table |\n", Map.of()).write(folder.resolve("evaluate.json"));
        Files.writeString(
                folder.resolve("cost.json"),
                """
                [{"benchmark": "org.osnas.benchmarks.cost.CostBenchmark.one", "params": {"threads": "2"},
                  "primaryMetric": {"score": 9.25, "scoreError": "NaN", "scoreUnit": "ns/op"},
                  "secondaryMetrics": {"gc.alloc.rate.norm": {"score": 0.001}}}]
                """);
        String page = ResultsPage.of(folder);
        assertThat(page)
                .contains("## evaluate\n\n| a table |\n")
                .contains("## cost\n")
                .contains("| CostBenchmark.one |  threads 2 | 9.250 |")
                .doesNotContain("## peers");
    }
}
