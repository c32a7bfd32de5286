package org.osnas.images.internal;

import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Objects;

/** Image files that other tools made. */
public final class SampleFiles {

    private SampleFiles() {}

    /** A file by its name. */
    public static Path path(String name) {
        return resource("samples/" + name);
    }

    /** A small data set by its name. */
    public static Path set(String name) {
        return resource("sets/" + name);
    }

    private static Path resource(String name) {
        try {
            return Path.of(Objects.requireNonNull(SampleFiles.class.getResource("/org/osnas/images/" + name), name)
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
