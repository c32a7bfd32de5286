package org.osnas.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osnas.api.search.SearchStrategy;
import org.osnas.api.space.Architecture;
import org.osnas.core.compare.Cell;
import org.osnas.core.compare.CompareResult;
import org.osnas.core.compare.Contest;
import org.osnas.core.compare.Standings;

class CompareReportTest {

    private static final int SEEDS = 5;
    private static final SearchStrategy ANY = context -> {
        throw new UnsupportedOperationException();
    };

    @TempDir
    Path directory;

    @Test
    void whatBreaksIsUnrankedWithItsReason() {
        String report = CompareReport.of(result(OptionalDouble.empty())).markdown();

        assertThat(report)
                .startsWith("# Comparison of 2 search strategies\n\nA table. 12 evaluations a search, 5 seeds.\n\n|")
                .contains("| 1 | random", "| – | breaks", "unranked")
                .contains("\n\nUnranked: breaks. 5 of 5 searches failed: it broke | early\n\n![best so far")
                .endsWith("(curves.png)\n")
                .doesNotContain("egret", "optimum");
    }

    @Test
    void whatIsRandomUnderAnotherNameIsCalledSo() {
        CompareResult twice = new CompareResult(
                result(OptionalDouble.empty()).contest(),
                "A table.",
                Standings.of(
                        Stream.concat(random("random").stream(), random("fancy").stream())
                                .toList(),
                        OptionalDouble.empty(),
                        Optional.of("random"),
                        1),
                List.of());

        assertThat(CompareReport.of(twice).markdown())
                .contains("| fancy    |", "| is random ")
                .contains("\n\nfancy found in every seed what random found, at the same evaluations:")
                .contains("with Holm's correction over all pairs (0, ");
    }

    @Test
    void aKnownOptimumGivesRegrets() {
        assertThat(CompareReport.of(result(OptionalDouble.of(0.9))).markdown())
                .contains("5 seeds. The optimum is 0.9000.\n", "| 0.7200 |", "| regret |", "| 0.1800 |")
                .contains("Regret: what is missing to the optimum.\n");
    }

    @Test
    void theFolderGetsReportAndCurves() throws Exception {
        CompareReport.of(result(OptionalDouble.of(0.9))).write(directory);

        assertThat(Files.readString(directory.resolve("report.md"))).contains("| 1 | random");
        assertThat(Files.readString(directory.resolve("report.html")))
                .contains("<h1>Comparison of 2 search strategies</h1>", "<td>random</td>", "data-chart=\"progress\"")
                .contains("Unranked: breaks. 5 of 5 searches failed: it broke | early");
        assertThat(ImageIO.read(directory.resolve("curves.png").toFile()).getWidth())
                .isEqualTo(1000);
    }

    private static CompareResult result(OptionalDouble optimum) {
        Contest contest = new Contest(
                1,
                12,
                SEEDS,
                List.of(Contest.Entrant.of("breaks", ANY), Contest.Entrant.of("random", ANY)),
                Optional.of("random"));
        List<Cell> cells = new ArrayList<>();
        for (int seed = 0; seed < SEEDS; seed++) {
            cells.add(new Cell("breaks", seed, Optional.of("it broke | early"), 0, List.of()));
        }
        cells.addAll(random("random"));
        return new CompareResult(
                contest,
                "A table.",
                Standings.of(cells, optimum, Optional.of("random"), 1),
                CompareResult.Curve.of(cells, contest.evaluations(), 1));
    }

    private static List<Cell> random(String label) {
        List<Cell> cells = new ArrayList<>();
        for (int seed = 0; seed < SEEDS; seed++) {
            double value = 0.7 + seed * 0.01;
            cells.add(new Cell(
                    label, seed, Optional.empty(), 12, List.of(new Cell.Step(1, Architecture.of(seed), value, value))));
        }
        return cells;
    }
}
