package org.osnas.core.compare;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.osnas.api.spi.BadInputException;
import org.osnas.core.internal.file.AtomicFile;
import org.osnas.core.internal.file.CheckedText;
import org.osnas.core.internal.file.FileFailure;
import org.osnas.core.internal.file.FolderKind;
import org.osnas.core.internal.file.FolderLock;
import org.osnas.core.internal.file.JsonLines;

/**
 * The folder of one comparison: {@code compare.yaml}, {@code cells.jsonl}, the report with its tables, and for a
 * supernet {@code scores.jsonl} and the folder {@code run/} that trains it. Locked while it is open.
 */
public final class CompareFolder implements AutoCloseable {

    private static final String CONFIG = "compare.yaml";
    private static final FolderKind KIND = new FolderKind("a comparison", "Folder", List.of(CONFIG));

    private final Path path;
    private final FolderLock lock;
    private final boolean reading;

    private CompareFolder(Path path, FolderLock lock, boolean reading) {
        this.path = path;
        this.lock = lock;
        this.reading = reading;
    }

    public static boolean holdsComparison(Path path) {
        return KIND.holds(path);
    }

    /**
     * Makes the folder of a new comparison.
     *
     * @param configuration as text, resolved
     * @throws BadInputException if it holds one already, or cannot be written
     */
    public static CompareFolder create(Path path, String configuration) {
        CompareFolder folder = new CompareFolder(path, KIND.create(path), false);
        try {
            AtomicFile.writeText(path.resolve(CONFIG), CheckedText.lines(configuration));
            return folder;
        } catch (IOException e) {
            throw new BadInputException(
                    "Output folder %s cannot be written: %s".formatted(path, FileFailure.reason(e)), e);
        }
    }

    /** Refuses a folder that holds a comparison, or a path that is no folder. */
    public static void requireFree(Path path) {
        KIND.requireFree(path);
    }

    /**
     * Opens the folder of an earlier comparison.
     *
     * @throws BadInputException if it is none, or is in use
     */
    public static CompareFolder open(Path path) {
        return new CompareFolder(path, KIND.open(path), false);
    }

    /**
     * Opens the folder of an earlier comparison to read it only, also while another command writes into it.
     *
     * @throws BadInputException if it is none
     */
    public static CompareFolder read(Path path) {
        KIND.requireHeld(path);
        return new CompareFolder(path, FolderLock.none(), true);
    }

    /**
     * The configuration as it was resolved when the comparison began.
     *
     * @throws org.osnas.core.file.DamagedException if it is not as it was written
     * @throws BadInputException if it cannot be read
     */
    public String configuration() {
        try {
            return CheckedText.lines(path.resolve(CONFIG), "Put back what was there, or begin another comparison.");
        } catch (IOException e) {
            throw KIND.unreadable(path, e);
        }
    }

    public Path path() {
        return path;
    }

    /** Folder of the run that trains the supernet. */
    public static Path run(Path path) {
        return path.resolve("run");
    }

    /** Scores of the supernet. */
    public JsonLines scores() throws IOException {
        return lines("scores.jsonl", "Delete the file to score again.");
    }

    /** What supernets say of all architectures, a line a supernet. */
    public JsonLines rankings() throws IOException {
        return JsonLines.open(path.resolve("rankings.jsonl"), "Delete the file to score again.");
    }

    /** Folder of the run that trains one of several supernets. */
    public Path run(String label, long seed) {
        return path.resolve("runs").resolve(label.replaceAll("[^A-Za-z0-9.]+", "-") + "-" + seed);
    }

    public CellLog cells() throws IOException {
        return CellLog.open(lines("cells.jsonl", "Delete the file to search again."));
    }

    private JsonLines lines(String name, String remedy) throws IOException {
        Path file = path.resolve(name);
        return reading ? JsonLines.look(file, remedy) : JsonLines.open(file, remedy);
    }

    /** What a finished comparison found, if it is finished. */
    Optional<JsonNode> document() throws IOException {
        Path file = path.resolve(CompareResult.DOCUMENT);
        return Files.exists(file)
                ? Optional.of(CheckedText.json(file, "Delete it: 'compare --resume' writes it again."))
                : Optional.empty();
    }

    public Path log() {
        return path.resolve("log.txt");
    }

    @Override
    public void close() throws IOException {
        lock.close();
    }

    @Override
    public String toString() {
        return "Folder " + path;
    }
}
