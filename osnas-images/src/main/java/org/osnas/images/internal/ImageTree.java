package org.osnas.images.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.osnas.api.spi.BadInputException;
import org.osnas.api.spi.Check;
import org.osnas.api.task.DataSummary.Kind;
import org.osnas.tasks.data.Findings;

/**
 * Finds image files in folders, and says what else is there. Hidden files and folders, and what operating systems leave
 * behind, are passed over; links are followed, but not in circles. Everything comes in the order of names, by code points
 * as Python sorts them.
 */
public final class ImageTree {

    /** As torchvision's ImageFolder sorts names: upper case before lower case, letters with accents behind both. */
    public static final Comparator<String> ORDER = (a, b) -> {
        int[] one = a.codePoints().toArray();
        int[] other = b.codePoints().toArray();
        return Arrays.compare(one, other);
    };

    private static final String CIRCLES = "[link that leads|links that lead] back to a folder above [it|them]";
    /** Of Windows, macOS and Linux, and of disks on networks, whose folders hold small copies of images. */
    private static final Set<String> LEFT_BEHIND = Set.of(
            "thumbs.db",
            "desktop.ini",
            "__macosx",
            "$recycle.bin",
            "system volume information",
            "lost+found",
            "@eadir",
            "#recycle",
            "@recycle",
            "__pycache__");

    private final Findings findings;
    private final Map<Path, List<Path>> known = new HashMap<>();

    /**
     * @param findings gets what was passed over
     */
    public ImageTree(Findings findings) {
        this.findings = findings;
    }

    /** The folders in a folder. */
    public List<Path> folders(Path folder) {
        List<Path> folders = entries(folder).stream().filter(Files::isDirectory).toList();
        for (Path inner : folders) {
            // Else classes would be called so, and several of them alike.
            Check.that(
                    inner.getFileName().toString().indexOf('\ufffd') < 0,
                    "The name of %s is not in the encoding of file names, %s. Rename it, or start Java in a locale of UTF-8, such as by LC_ALL=C.UTF-8",
                    inner.toAbsolutePath(),
                    System.getProperty("sun.jnu.encoding", "unknown"));
        }
        return folders;
    }

    /** The image files in a folder and in all folders in it. */
    public List<Path> images(Path folder) {
        List<Path> found = new ArrayList<>();
        walk(folder, found, new HashSet<>());
        return found;
    }

    /** The image files that are in a folder itself. */
    public List<Path> imagesBeside(Path folder) {
        return entries(folder).stream()
                .filter(p -> Files.isRegularFile(p) && ImageFormat.isNamedAsImage(p))
                .toList();
    }

    /** The folders in a folder, however deep, that hold images themselves; what is in one of these belongs to it. */
    public List<Path> holders(Path folder) {
        List<Path> found = new ArrayList<>();
        hold(folder, found, new HashSet<>(Set.of(real(folder))));
        return found;
    }

    private void hold(Path folder, List<Path> found, Set<Path> above) {
        for (Path inner : folders(folder)) {
            Path real = real(inner);
            if (!imagesBeside(inner).isEmpty()) {
                found.add(inner);
            } else if (above.add(real)) {
                hold(inner, found, above);
                above.remove(real);
            } else {
                findings.add(Kind.IGNORED, CIRCLES, inner.toString());
            }
        }
    }

    private void walk(Path folder, List<Path> found, Set<Path> above) {
        Path real = real(folder);
        if (!above.add(real)) {
            findings.add(Kind.IGNORED, CIRCLES, folder.toString());
            return;
        }
        List<Path> inner = new ArrayList<>();
        for (Path entry : entries(folder)) {
            if (Files.isDirectory(entry)) {
                inner.add(entry);
            } else if (!Files.exists(entry)) {
                findings.add(Kind.IGNORED, "[link that leads|links that lead] nowhere", entry.toString());
            } else if (!ImageFormat.isNamedAsImage(entry)) {
                findings.add(Kind.IGNORED, otherFiles(entry), entry.toString());
            } else if (Files.isRegularFile(entry)) {
                found.add(entry);
            }
        }
        inner.forEach(next -> walk(next, found, above));
        above.remove(real);
    }

    private static String otherFiles(Path file) {
        String ending = ImageFormat.ending(file);
        return ending.isEmpty() ? "[file|files] without an ending" : "[file|files] ending in ." + ending;
    }

    /** What is meant to be there; looked at once, so that what is not is counted once. */
    private List<Path> entries(Path folder) {
        return known.computeIfAbsent(folder, this::list);
    }

    private List<Path> list(Path folder) {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.sorted(Comparator.comparing(p -> p.getFileName().toString(), ORDER))
                    .filter(this::isMeant)
                    .toList();
        } catch (IOException e) {
            throw new BadInputException("Cannot list the folder %s: %s".formatted(folder.toAbsolutePath(), e), e);
        }
    }

    private boolean isMeant(Path entry) {
        String name = entry.getFileName().toString().toLowerCase(Locale.ROOT);
        if (name.startsWith(".") || LEFT_BEHIND.contains(name)) {
            findings.add(
                    Kind.IGNORED,
                    "[file or folder that is|files and folders that are] hidden or left behind by systems",
                    entry.toString());
            return false;
        }
        return true;
    }

    private static Path real(Path folder) {
        try {
            return folder.toRealPath();
        } catch (IOException e) {
            throw new BadInputException("Cannot follow %s: %s".formatted(folder.toAbsolutePath(), e), e);
        }
    }
}
