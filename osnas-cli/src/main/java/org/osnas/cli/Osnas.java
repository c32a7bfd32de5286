package org.osnas.cli;

import java.io.PrintWriter;
import org.osnas.core.run.Version;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The root of all commands. */
@Command(
        name = "osnas",
        description = "One-shot neural architecture search: find a network that fits a budget.",
        mixinStandardHelpOptions = true,
        versionProvider = Osnas.VersionText.class,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            SearchCommand.class,
            EvaluateCommand.class,
            ExportCommand.class,
            CompareCommand.class,
            FidelityCommand.class,
            CostCommand.class,
            TableCommand.class,
            ListCommand.class
        },
        footer = {
            "",
            "Exit status: 0 done, 2 bad input, 3 budget unreachable, 1 a defect.",
        })
final class Osnas implements Runnable {

    @Spec
    private CommandSpec spec;

    /**
     * Runs one command line.
     *
     * @return the exit status
     */
    static int run(PrintWriter out, PrintWriter err, String... args) {
        return new CommandLine(new Osnas())
                .setOut(out)
                .setErr(err)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler(Failures::badArguments)
                .setExecutionExceptionHandler(Failures::failed)
                .execute(args);
    }

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(),
                "Which command? One of: " + String.join(", ", spec.subcommands().keySet()));
    }

    static final class VersionText implements IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {"osnas " + Version.osnas() + " (ND4J " + Version.nd4j() + ")"};
        }
    }
}
