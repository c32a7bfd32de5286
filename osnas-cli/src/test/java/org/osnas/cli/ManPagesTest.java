package org.osnas.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ManPagesTest {

    private static final Map<String, String> PAGES = ManPages.of("2026-01-31");

    @Test
    void everyCommandHasAPage() {
        assertThat(PAGES)
                .containsKeys("osnas.1", "osnas-search.1", "osnas-table.1", "osnas-table-build.1", "osnas-help.1");
        assertThat(PAGES.get("osnas.1"))
                .startsWith(".TH OSNAS 1 2026-01-31 \"osnas ")
                .contains("\n.TP\n\\fBosnas\\-search\\fR(1)\nTrain a supernet, ", "\n.SH EXIT STATUS\n0 done")
                .doesNotContain(".SH NOTES", ".SH SEE ALSO");
        assertThat(PAGES.get("osnas-table.1")).contains("\\fBosnas\\-table\\-build\\fR(1)");
    }

    @Test
    void aPageSaysWhatTheHelpSays() {
        assertThat(PAGES.get("osnas-search.1"))
                .contains(
                        "\n.SH NAME\nosnas\\-search \\- Train a supernet, search it under the budget, retrain the best"
                                + " architecture\n")
                .contains("\n.SH SYNOPSIS\n\\fBosnas search\\fR [\\-hqvV] [\\-\\-json]")
                .contains("\n.TP\n\\fB\\-c\\fR, \\fB\\-\\-config\\fR=\\fIFILE\\fR\nConfiguration in YAML")
                .contains("\n.br\nExample: osnas search \\-c examples/quickstart.yaml")
                .endsWith("\n.SH SEE ALSO\n\\fBosnas\\fR(1)\n");
        assertThat(PAGES.get("osnas-predict.1"))
                .contains("\n.SH ARGUMENTS\n.TP\n\\fIMODEL\\fR\nFolder of a run, an .onnx file or an .fb file.\n")
                .contains("png, jpg, bmp, \\[u2026]\n");
    }

    @Test
    void everyLineThatBeginsWithADotIsARequest() {
        assertThat(PAGES).allSatisfy((name, page) -> assertThat(page.lines())
                .allMatch(line -> line.matches("\\.(TH|SH) .+|\\.(TP|br|nh|ad l)|[^.'].*"), "troff"));
    }

    @Test
    void pagesAreWritten(@TempDir Path folder) throws Exception {
        ManPages.main(new String[] {folder.resolve("man").toString(), "2026-01-31T00:00:00Z"});

        assertThat(folder.resolve("man")).isDirectoryContaining(f -> f.endsWith("osnas.1"));
        assertThat(Files.readString(folder.resolve("man/osnas-cost.1"))).isEqualTo(PAGES.get("osnas-cost.1"));
    }
}
