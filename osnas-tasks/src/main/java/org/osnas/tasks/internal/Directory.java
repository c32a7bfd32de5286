package org.osnas.tasks.internal;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.osnas.api.spi.BadInputException;
import org.osnas.api.spi.Settings;

/** The setting that says where the files are. */
public final class Directory {

    private Directory() {}

    /**
     * @param expected what the folder must hold, for the message
     * @throws BadInputException when the setting is missing or is no path
     */
    public static Path read(Settings settings, String dataset, String expected) {
        String text = settings.text("directory")
                .filter(s -> !s.isBlank())
                .orElseThrow(
                        () -> new BadInputException("The data set %s needs the setting 'directory': a folder with %s"
                                .formatted(dataset, expected)));
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw new BadInputException("directory '%s' is not a path: %s".formatted(text, e.getReason()), e);
        }
    }
}
