package org.osnas.tasks.internal;

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
        return settings.about("folder of the data")
                .path("directory")
                .filter(path -> !path.toString().isBlank())
                .orElseThrow(
                        () -> new BadInputException("The data set %s needs the setting 'directory': a folder with %s"
                                .formatted(dataset, expected)));
    }
}
