package org.osnas.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import org.osnas.api.spi.BadInputException;
import picocli.CommandLine.Option;

/** The options of a command that begins from a configuration what it later goes on with in a folder. */
final class ConfigOptions {

    @Option(
            names = {"-c", "--config"},
            paramLabel = "FILE",
            description = "Configuration in YAML; may be left out with --resume -o DIR.")
    private Path file;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "DIR",
            description = "Folder to write (default: runs/NAME of the configuration, numbered if taken).")
    private Path output;

    @Option(names = "--set", paramLabel = "KEY=VALUE", description = "Overrides a key of the configuration.")
    private List<String> overrides = List.of();

    @Option(names = "--resume", description = "Go on with what the folder holds.")
    private boolean resume;

    /**
     * Checks that the options go together.
     *
     * @param what the folder holds, for messages
     */
    void check(String what) {
        if (file == null && !(resume && output != null)) {
            throw new BadInputException(
                    "Give a configuration with -c FILE, or go on with a " + what + " by --resume -o DIR");
        }
        if (file == null && !overrides.isEmpty()) {
            throw new BadInputException("--set cannot change a " + what + " that has begun. Start a new one with -c.");
        }
    }

    /** The configuration's file; null if it was left out. */
    Path file() {
        return file;
    }

    List<String> overrides() {
        return overrides;
    }

    boolean resume() {
        return resume;
    }

    /** The folder that was named, or a new one named after the configuration. */
    Path fresh() {
        return output != null ? output : RunFolderNames.fresh(file);
    }

    /** The folder that was named, or the newest of the configuration that holds what is looked for. */
    Path latest(Predicate<Path> holds) {
        return output != null ? output : RunFolderNames.latest(file, holds);
    }
}
