package org.osnas.images.internal;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.zip.GZIPInputStream;

/** Image files that other tools made. */
public final class SampleFiles {

    private SampleFiles() {}

    /** A file by its name. */
    public static Path path(String name) {
        return resource("samples/" + name);
    }

    /** What other tools said of the files, the fields of each line. */
    static List<String[]> said(String name) throws IOException {
        try (BufferedReader in = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(path(name))), StandardCharsets.UTF_8))) {
            return in.lines().map(line -> line.split("\t")).toList();
        }
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
