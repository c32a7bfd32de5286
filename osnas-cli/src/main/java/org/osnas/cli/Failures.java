package org.osnas.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import org.osnas.api.cost.UnreachableBudgetException;
import org.osnas.api.spi.BadInputException;
import org.osnas.core.internal.file.FileFailure;
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
        err.println("osnas: " + Printable.of(Objects.requireNonNullElse(e.getMessage(), e.toString())));
        UnmatchedArgumentException.printSuggestions(e, err);
        if (e instanceof UnmatchedArgumentException unmatched
                && command.getCommandSpec().findOption("-c") != null
                && Files.isRegularFile(Path.of(unmatched.getUnmatched().get(0)))) {
            err.println("A configuration is given by -c FILE.");
        }
        err.println("Try '" + command.getCommandSpec().qualifiedName() + " --help'.");
        err.flush();
        return ExitStatus.BAD_INPUT;
    }

    static int failed(Exception e, CommandLine command, ParseResult parsed) {
        PrintWriter err = command.getErr();
        int status = status(e);
        if (status == ExitStatus.DEFECT) {
            status = report(e, err);
        } else {
            err.println("osnas: " + Printable.of(Advice.message(e, command.getCommandName())));
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

    /**
     * One sentence about a failure that lies outside of OSNAS: a disk, a path, memory, native libraries; none if it does
     * not.
     */
    private static Optional<String> outside(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            Optional<String> sentence = sentence(cause);
            if (sentence.isPresent()) {
                return sentence;
            }
        }
        return Optional.empty();
    }

    private static Optional<String> sentence(Throwable cause) {
        if (cause instanceof InvalidPathException path) {
            return Optional.of(
                    "'%s' is no path of a file (%s). Write another".formatted(path.getInput(), path.getReason()));
        }
        if (cause instanceof FileSystemException file) {
            return Optional.of(
                    "%s could not be read or written: %s. What was finished before is kept; mend that, and go on"
                            .formatted(file.getFile(), FileFailure.reason(file)));
        }
        if (cause instanceof IOException io) {
            return Optional.of("A file could not be read or written: " + FileFailure.reason(io));
        }
        if (cause instanceof OutOfMemoryError) {
            return Optional.of("The memory is not enough (" + cause.getMessage()
                    + "). Give more with OSNAS_JAVA_OPTS=-Xmx8g, for example, or use a smaller batch, input or space");
        }
        if (cause instanceof StackOverflowError) {
            return Optional.of("Something is nested too deeply to be read");
        }
        if (cause instanceof LinkageError) {
            return Optional.of("A library of this installation is missing or does not fit (" + cause
                    + "). Install OSNAS anew; natives are unpacked into ~/.javacpp, which may be removed");
        }
        return Optional.empty();
    }

    /** What ends a command beyond exceptions: memory, natives. */
    static int failed(Error e, PrintWriter err) {
        return report(e, err);
    }

    private static int report(Throwable e, PrintWriter err) {
        Optional<String> outside = outside(e);
        if (outside.isPresent()) {
            err.println("osnas: " + Printable.of(outside.get()) + ".");
            return ExitStatus.BAD_INPUT;
        }
        err.println("osnas: this should not have happened; please report it with the lines below.");
        e.printStackTrace(err);
        return ExitStatus.DEFECT;
    }
}
