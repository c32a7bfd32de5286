package org.osnas.core.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.osnas.api.spi.BadInputException;
import org.osnas.core.internal.file.FileFailure;
import org.osnas.text.TextFile;

/** Reads the configuration of a run from a file. */
public final class ConfigFile {

    /** So that a file of another kind is refused before it fills the memory. */
    private static final long MOST_MEGABYTES = 4;

    private ConfigFile() {}

    /**
     * @param overrides as {@code --set} gives them
     * @throws BadInputException if the file is missing, cannot be read, or holds something wrong
     */
    public static RunConfig load(Path file, List<String> overrides) {
        return RunConfig.parse(file.toString(), text(file), overrides);
    }

    /**
     * As {@link #load(Path, List)}, of a run that uses the supernet of another one.
     *
     * @param trained folder of the run that trained it
     */
    public static RunConfig load(Path file, List<String> overrides, Path trained) {
        return RunConfig.parse(file.toString(), text(file), overrides, trained);
    }

    /** The text of a configuration file. */
    static String text(Path file) {
        if (!Files.exists(file)) {
            throw new BadInputException("Configuration file " + file + " does not exist");
        }
        try {
            return TextFile.read(file, MOST_MEGABYTES);
        } catch (BadInputException e) {
            throw new BadInputException("Configuration file " + e.getMessage(), e);
        } catch (IOException e) {
            throw new BadInputException("Configuration file " + file + " cannot be read: " + FileFailure.reason(e), e);
        }
    }
}
