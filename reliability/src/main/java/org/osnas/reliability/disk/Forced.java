package org.osnas.reliability.disk;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What is on a disk for certain: the content of files, and the names in folders, as they were when each was last forced.
 * A file whose name is there but whose content never was is empty; what was deleted is there again.
 */
final class Forced {

    /** Content by the identity of a file, which keeps it when it is renamed. */
    private final Map<Object, byte[]> contents = new HashMap<>();

    /** Names and identities in folders. */
    private final Map<Path, Map<String, Object>> folders = new LinkedHashMap<>();

    void file(Path real) throws IOException {
        if (Files.isDirectory(real)) {
            Map<String, Object> names = new HashMap<>();
            List<Path> files;
            try (Stream<Path> list = Files.list(real)) {
                files = list.toList();
            }
            for (Path file : files) {
                names.put(file.getFileName().toString(), key(file));
            }
            folders.put(real, names);
        } else {
            contents.put(key(real), Files.readAllBytes(real));
        }
    }

    private static Object key(Path file) throws IOException {
        return Files.readAttributes(file, BasicFileAttributes.class).fileKey();
    }

    void restore(Path from, Path to) throws IOException {
        Files.createDirectories(to);
        for (Map.Entry<String, Object> entry :
                folders.getOrDefault(from, Map.of()).entrySet()) {
            Path source = from.resolve(entry.getKey());
            Path target = to.resolve(entry.getKey());
            if (folders.containsKey(source) || Files.isDirectory(source)) {
                restore(source, target);
            } else {
                Files.write(target, contents.getOrDefault(entry.getValue(), new byte[0]));
            }
        }
    }
}
