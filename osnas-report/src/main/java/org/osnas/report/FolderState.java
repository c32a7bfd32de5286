package org.osnas.report;

import com.google.common.hash.Hasher;
import com.google.common.hash.Hashing;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.stream.Stream;

/** Tells whether anything in a folder changed that a page is made of, without reading it. */
record FolderState(Path folder) {

    /** Of names, sizes and times of the files; links are not followed. */
    String tag() throws IOException {
        Hasher hasher = Hashing.sha256().newHasher();
        for (Path file : files()) {
            try {
                BasicFileAttributes attributes =
                        Files.readAttributes(file, BasicFileAttributes.class, java.nio.file.LinkOption.NOFOLLOW_LINKS);
                hasher.putString(folder.relativize(file).toString(), StandardCharsets.UTF_8)
                        .putLong(attributes.size())
                        .putLong(attributes.lastModifiedTime().toMillis());
            } catch (NoSuchFileException e) {
                // A temporary file that took the place of another meanwhile.
                continue;
            }
        }
        return hasher.hash().toString().substring(0, 16);
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.find(
                folder,
                3,
                (file, attributes) -> attributes.isRegularFile()
                        && !file.getFileName().toString().endsWith(".html"))) {
            return files.sorted().toList();
        } catch (java.io.UncheckedIOException e) {
            throw e.getCause();
        }
    }
}
