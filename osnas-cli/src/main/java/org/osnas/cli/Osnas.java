package org.osnas.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import org.osnas.api.spi.BadInputException;
import org.osnas.core.internal.cost.Stopwatch;
import org.osnas.core.run.Version;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.RunLast;
import picocli.CommandLine.ScopeType;
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
            CheckCommand.class,
            SupernetCommand.class,
            EvaluateCommand.class,
            ExportCommand.class,
            PredictCommand.class,
            CompareCommand.class,
            FidelityCommand.class,
            SubmitCommand.class,
            ReportCommand.class,
            WatchCommand.class,
            CostCommand.class,
            TableCommand.class,
            ListCommand.class,
            NewCommand.class,
            SchemaCommand.class,
            CompletionCommand.class,
            HelpCommand.class
        },
        footer = {
            "",
            "Exit status: 0 done, 2 bad input, or a disk or memory that is full, 3 budget unreachable, 1 a defect, 130 stopped.",
        })
final class Osnas implements Runnable {

    @Option(
            names = "--plugin",
            paramLabel = "JAR",
            scope = ScopeType.INHERIT,
            description = "A jar with components of your own; see 'osnas new'.")
    private List<Path> plugins = List.of();

    @Option(
            names = {"-q", "--quiet"},
            scope = ScopeType.INHERIT,
            description = "Say nothing but results and errors; the log of a run still has all.")
    private boolean quiet;

    @Option(
            names = {"-v", "--verbose"},
            scope = ScopeType.INHERIT,
            description = "Say all that the log of a run has.")
    private boolean verbose;

    @Spec
    private CommandSpec spec;

    private final Stopwatch clock;

    Osnas(Stopwatch clock) {
        this.clock = clock;
    }

    /**
     * Runs one command line.
     *
     * @param clock to measure latency by
     * @return the exit status
     */
    static int run(PrintWriter out, PrintWriter err, Stopwatch clock, String... args) {
        Osnas osnas = new Osnas(clock);
        CommandLine command = new CommandLine(osnas)
                .setOut(out)
                .setErr(err)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler(Failures::badArguments)
                .setExecutionExceptionHandler(Failures::failed)
                .setExecutionStrategy(osnas::execute);
        // What follows belongs to the command that is submitted.
        command.getSubcommands().values().stream()
                .filter(sub -> sub.getCommand() instanceof SubmitCommand)
                .forEach(sub -> sub.setStopAtPositional(true));
        try {
            return command.execute(args);
        } catch (Error e) {
            return Failures.failed(e, err);
        }
    }

    /** All commands with their options, to be described. */
    static CommandSpec spec() {
        return new CommandLine(new Osnas(Stopwatch.system())).getCommandSpec();
    }

    /** The clock that a command measures latency by. */
    static Stopwatch clock(CommandSpec command) {
        return ((Osnas) command.root().userObject()).clock;
    }

    /** The jars that the command was given. */
    static List<Path> plugins(CommandSpec command) {
        return ((Osnas) command.root().userObject()).plugins;
    }

    /** Whether a command says how it goes on. */
    static boolean quiet(CommandSpec command) {
        return ((Osnas) command.root().userObject()).quiet;
    }

    private int execute(ParseResult parsed) {
        if (quiet && verbose) {
            throw new ParameterException(spec.commandLine(), "-q and -v say the opposite. Give one of them.");
        }
        Verbosity.set(quiet, verbose);
        Plugins loaded = load();
        try {
            return new RunLast().execute(parsed);
        } finally {
            loaded.close();
        }
    }

    private Plugins load() {
        try {
            return Plugins.load(plugins);
        } catch (BadInputException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
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
