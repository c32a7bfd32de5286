package org.osnas.images.internal;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.osnas.api.spi.BadInputException;

/** Files as lists and annotations name them, which may have been written on Windows. */
public final class NamedFile {

    private NamedFile() {}

    /**
     * The file that a name stands for, be it there or not: with {@code \\} between folders too, unless a file is called so.
     *
     * @param place of the name, for messages
     * @throws BadInputException if no file can be called so
     */
    public static Path in(Path folder, String name, String place) {
        try {
            Path file = folder.resolve(name);
            return name.indexOf('\\') < 0 || Files.exists(file) ? file : folder.resolve(name.replace('\\', '/'));
        } catch (InvalidPathException e) {
            throw new BadInputException("%s: no file can be called '%s'".formatted(place, name), e);
        }
    }
}
