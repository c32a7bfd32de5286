package org.osnas.tasks.data;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/** Files of idx and CIFAR that NumPy, gzip and GNU tar made ({@code src/test/samples/make.sh}). */
final class SampleArrays {

    private SampleArrays() {}

    static Path path(String name) {
        try {
            return Path.of(
                    Objects.requireNonNull(SampleArrays.class.getResource("/org/osnas/tasks/samples/" + name), name)
                            .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    static byte[] bytes(String name) throws IOException {
        return Files.readAllBytes(path(name));
    }

    /** Four packed files; pixel {@code j} of image {@code i} is {@code i + j}, its label {@code i % 3}. */
    static void idxFolder(Path folder) throws IOException {
        for (String part : List.of("train", "t10k")) {
            for (String file : List.of("images-idx3-ubyte.gz", "labels-idx1-ubyte.gz")) {
                Files.copy(path("small-" + part + "-" + file), folder.resolve(part + "-" + file));
            }
        }
    }

    /** The files of an archive of CIFAR, side by side. */
    static void unpack(String archive, Path folder) {
        TarArchive.read(
                path(archive), (name, length, content) -> Files.write(folder.resolve(name), content.readAllBytes()));
    }
}
