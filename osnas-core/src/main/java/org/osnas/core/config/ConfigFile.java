package org.osnas.core.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.osnas.api.spi.BadInputException;
import org.osnas.core.internal.file.FileFailure;
import org.osnas.core.registry.Registry;
import org.osnas.text.TextFile;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads the configuration of a run from a file, to which its paths are relative. */
public final class ConfigFile {

    /** So that a file of another kind is refused before it fills the memory. */
    private static final long MOST_MEGABYTES = 4;

    private static final Logger LOG = LoggerFactory.getLogger(ConfigFile.class);

    private ConfigFile() {}

    /**
     * @param overrides as {@code --set} gives them
     * @throws BadInputException if the file is missing, cannot be read, or holds something wrong
     */
    public static RunConfig load(Path file, List<String> overrides) {
        return RunConfig.parse(file, text(file), overrides, Optional.empty());
    }

    /**
     * As {@link #load(Path, List)}, of a run that uses the supernet of another one.
     *
     * @param trained folder of the run that trained it
     */
    public static RunConfig load(Path file, List<String> overrides, Path trained) {
        return RunConfig.parse(file, text(file), overrides, Optional.of(TrainedConfig.read(trained)));
    }

    /**
     * The values of a file and of overrides, with absolute paths: those in the file are relative to it, those of overrides
     * to the working directory.
     */
    static Map<String, Object> overridden(Path file, Map<String, Object> values, List<String> overrides) {
        Registry registry = Registry.standard();
        Path folder = Objects.requireNonNull(file.toAbsolutePath().getParent(), "a file has a folder");
        Map<String, Object> own = new ConfigPaths(folder, registry, LOG::warn).absolute(values);
        return overrides.isEmpty()
                ? own
                : new ConfigPaths(Path.of(""), registry, LOG::warn).absolute(Overrides.apply(own, overrides));
    }

    /** The text of a configuration file. */
    public static String text(Path file) {
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
