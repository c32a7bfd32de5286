package org.osnas.cli;

import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import org.osnas.api.cost.UnreachableBudgetException;
import org.osnas.api.spi.BadInputException;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Turns what went wrong into one message and an exit status. Only a defect shows a stack trace. */
final class Failures {

    private Failures() {}

    static int badArguments(ParameterException e, String[] args) {
        CommandLine command = e.getCommandLine();
        PrintWriter err = command.getErr();
        err.println("osnas: " + e.getMessage());
        UnmatchedArgumentException.printSuggestions(e, err);
        err.println("Try '" + command.getCommandSpec().qualifiedName() + " --help'.");
        err.flush();
        return ExitStatus.BAD_INPUT;
    }

    static int failed(Exception e, CommandLine command, ParseResult parsed) {
        PrintWriter err = command.getErr();
        int status = status(e);
        if (status == ExitStatus.DEFECT) {
            defect(e, err);
        } else {
            err.println("osnas: " + Advice.message(e, command.getCommandName()));
        }
        err.flush();
        return status;
    }

    private static int status(Exception e) {
        if (e instanceof UnreachableBudgetException) {
            return ExitStatus.BUDGET_UNREACHABLE;
        }
        return e instanceof BadInputException ? ExitStatus.BAD_INPUT : ExitStatus.DEFECT;
    }

    private static void defect(Exception e, PrintWriter err) {
        Throwable cause = e instanceof UncheckedIOException ? e.getCause() : e;
        if (cause instanceof FileSystemException) {
            err.println("osnas: a file could not be read or written: " + cause);
            return;
        }
        err.println("osnas: this should not have happened; please report it with the lines below.");
        e.printStackTrace(err);
    }
}
