package org.osnas.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Makes and shows lookup tables; makes score tables. */
@Command(
        name = "table",
        description = "Make or show tables: the cost of every block of a space, the accuracy of architectures.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            TableBuildCommand.class,
            TableShowCommand.class,
            TableCheckCommand.class,
            TableImportCommand.class,
            TableScoresCommand.class,
            TableImportScoresCommand.class
        })
final class TableCommand implements Runnable {

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(),
                "Which command? One of: " + String.join(", ", spec.subcommands().keySet()));
    }
}
