package org.osnas.tasks.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.osnas.api.spi.BadInputException;

/** Finds the files of a data set; what is missing is reported with what was expected there. */
public final class DataFiles {

    private DataFiles() {}

    /**
     * @param expected what the folder must hold, for the message
     * @throws BadInputException when there is no such folder
     */
    public static void requireFolder(Path directory, String expected) {
        if (!Files.isDirectory(directory)) {
            throw new BadInputException("%s %s. Set 'directory' to a folder with %s"
                    .formatted(
                            directory.toAbsolutePath(),
                            Files.exists(directory) ? "is not a folder" : "does not exist",
                            expected));
        }
    }

    /** Entries of a folder that match, hidden ones left out, sorted by name. */
    public static List<Path> list(Path directory, Predicate<Path> filter) {
        try (Stream<Path> entries = Files.list(directory)) {
            return entries.filter(p -> !p.getFileName().toString().startsWith("."))
                    .filter(filter)
                    .sorted(Comparator.comparing(p -> p.getFileName().toString()))
                    .toList();
        } catch (IOException e) {
            throw new BadInputException("Cannot list the folder %s: %s".formatted(directory.toAbsolutePath(), e), e);
        }
    }

    /** Names of what a folder holds, shortened, for messages. */
    public static String contents(Path directory) {
        List<Path> entries = list(directory, p -> true);
        if (entries.isEmpty()) {
            return "nothing";
        }
        String names = String.join(
                ", ",
                entries.stream().limit(8).map(p -> p.getFileName().toString()).toList());
        return entries.size() > 8 ? names + " and " + (entries.size() - 8) + " more" : names;
    }
}
