package org.osnas.core.file;

import java.nio.file.Path;
import org.osnas.api.spi.BadInputException;

/** A file or folder is not the one that the work needs; {@link DamagedException} says that one is no longer whole. */
public final class FileException extends BadInputException {
    private static final long serialVersionUID = 1L;

    private final transient Problem problem;

    /**
     * @param message what was given and what is allowed
     */
    public FileException(Problem problem, String message) {
        super(message);
        this.problem = problem;
    }

    /** What is wrong. */
    public Problem problem() {
        return problem;
    }

    /** What is wrong with a file or folder. */
    public sealed interface Problem {}

    /** Something new was to begin in a folder that holds something of the kind already. */
    public record Taken(Path folder) implements Problem {}

    /** The file does not exist. */
    public record Missing(Path file) implements Problem {}

    /**
     * What goes on is given another configuration than it was begun with.
     *
     * @param before the first line that differs, as it was
     * @param now the same line as it is given now
     */
    public record Changed(String before, String now) implements Problem {}

    /**
     * What was to be gone on from belongs to another run.
     *
     * @param written the first line that differs, as it was written there
     * @param here the same line of this run
     */
    public record Foreign(String written, String here) implements Problem {}
}
