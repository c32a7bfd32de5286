package org.osnas.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.osnas.api.space.SearchSpace;
import org.osnas.api.spi.BadInputException;
import org.osnas.api.spi.Check;
import org.osnas.core.score.ScoreImport;
import org.osnas.core.score.ScoreTable;
import org.osnas.core.score.ScoreTableFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Makes a score table of accuracies that others published. */
@Command(
        name = "import-scores",
        description =
                "Make a score table of published accuracies, for 'compare' and 'fidelity': from JSON (an entry for"
                        + " each architecture, by its key or in a list) or CSV, also compressed by gzip.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Architectures are read as 0,2,1, as digits (021) or as names of candidates (|none~0|+|skip~0|none~1|).",
            "Example: osnas table import-scores nas-bench-macro_cifar10.json --space nas-bench-macro --percent",
            "  --column score=test_acc --column params=params --column macs=flops -o scores.csv"
        })
final class TableImportScoresCommand implements Callable<Integer> {

    @Parameters(
            paramLabel = "FILE",
            description = "What was published: JSON if the name ends in .json or .json.gz, else CSV.")
    private Path file;

    @Mixin
    private SpaceOptions options;

    @Option(
            names = "--column",
            paramLabel = "KEY=NAME",
            description =
                    "What a column (in JSON a key, or a path of keys joined by dots) is: architecture, score (what a"
                            + " search sees), test, or a metric such as macs. Several of score or of test, or a list in"
                            + " JSON, are several trainings.")
    private List<String> columns = List.of();

    @Option(names = "--percent", description = "Scores are in percent; the table has shares of 1.")
    private boolean percent;

    @Option(
            names = {"-o", "--output"},
            required = true,
            paramLabel = "FILE",
            description = "The table, a file .csv.")
    private Path output;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        Check.that(output.toString().endsWith(".csv"), "-o %s: the name of a score table ends in .csv", output);
        SearchSpace space = options.space();
        ScoreTable table = ScoreImport.read(file, space, ScoreImport.Columns.parse(columns, percent));
        try {
            ScoreTableFile.write(output, table);
        } catch (IOException e) {
            throw new BadInputException("Score table " + output + " cannot be written: " + e, e);
        }
        DoubleSummaryStatistics means = table.architectures().stream()
                .mapToDouble(table::meanScore)
                .filter(mean -> !Double.isNaN(mean))
                .summaryStatistics();
        PrintWriter out = spec.commandLine().getOut();
        out.printf(
                Locale.ROOT,
                "%d of %s architectures, %d trainings of each, mean score %.4f to %.4f: %s%n",
                table.rows().size(),
                space.size(),
                table.seeds(),
                means.getMin(),
                means.getMax(),
                output);
        out.flush();
        return ExitStatus.DONE;
    }
}
