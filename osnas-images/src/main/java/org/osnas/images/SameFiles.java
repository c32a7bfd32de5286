package org.osnas.images;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.osnas.api.task.DataSummary.Finding;
import org.osnas.api.task.DataSummary.Kind;
import org.osnas.tasks.data.Findings;

/**
 * Finds files that are in two parts of a data set, by their content. Only files of equal length are opened, and only
 * those with equal beginnings are read to their end.
 */
public final class SameFiles {

    private static final int BEGINNING = 4096;

    private final Map<Long, List<Path>> bySize = new HashMap<>();
    private final Findings found = new Findings();

    /**
     * @param train files of the training part; those that are not there are left out
     */
    public SameFiles(List<Path> train) {
        train.forEach(file -> {
            long size = size(file);
            if (size > 0) {
                bySize.computeIfAbsent(size, s -> new ArrayList<>()).add(file);
            }
        });
    }

    /**
     * Looks for files of another part among those of the training part.
     *
     * @param part name of it
     */
    public void among(String part, List<Path> files) {
        Map<Path, Integer> beginnings = new HashMap<>();
        for (Path file : files) {
            for (Path other : bySize.getOrDefault(size(file), List.of())) {
                if (equal(file, other, beginnings)) {
                    found.add(
                            Kind.DUPLICATE,
                            part + " [image is a training image|images are training images]",
                            file + " is " + other);
                    break;
                }
            }
        }
    }

    /** What was found. */
    public List<Finding> findings() {
        return found.list();
    }

    private static long size(Path file) {
        try {
            return Files.isRegularFile(file) ? Files.size(file) : -1;
        } catch (IOException e) {
            return -1;
        }
    }

    // What cannot be read is no duplicate; who decodes it says what is wrong.
    private static boolean equal(Path file, Path other, Map<Path, Integer> beginnings) {
        try {
            return beginning(file, beginnings) == beginning(other, beginnings) && Files.mismatch(file, other) < 0;
        } catch (IOException e) {
            return false;
        }
    }

    /** A hash of the beginning of a file. */
    private static int beginning(Path file, Map<Path, Integer> beginnings) throws IOException {
        Integer known = beginnings.get(file);
        if (known != null) {
            return known;
        }
        try (InputStream in = Files.newInputStream(file)) {
            int hash = Arrays.hashCode(in.readNBytes(BEGINNING));
            beginnings.put(file, hash);
            return hash;
        }
    }
}
