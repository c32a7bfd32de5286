package org.osnas.report;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.osnas.api.spi.BadInputException;
import org.osnas.core.compare.CompareFolder;
import org.osnas.core.internal.file.AtomicFile;
import org.osnas.core.registry.Registry;
import org.osnas.core.run.RunFolder;

/**
 * Pages of what folders hold: of a run, of several runs side by side, of a comparison. Folders are only read, also while a command writes into them; no data is opened,
 * and no other folder.
 */
public final class Pages {

    private final Registry registry;

    /**
     * @param registry knows the spaces and strategies that the folders name
     */
    public Pages(Registry registry) {
        this.registry = registry;
    }

    /**
     * Writes the page of folders, replacing a file as a whole.
     *
     * @throws BadInputException if a folder holds nothing that has a page, or was written by an incompatible version
     */
    public void write(List<Path> folders, Path file) throws IOException {
        AtomicFile.writeText(file, html(folders, Frame.Use.FILE));
    }

    /**
     * @throws BadInputException if a folder holds nothing that has a page
     */
    void require(Path folder) {
        if (!CompareFolder.holdsComparison(folder)) {
            RunFolder.read(folder);
        }
    }

    String html(List<Path> folders, Frame.Use use) throws IOException {
        if (folders.size() == 1) {
            return html(folders.get(0), use);
        }
        Map<String, RunView> runs = new LinkedHashMap<>();
        for (Path folder : folders) {
            if (CompareFolder.holdsComparison(folder)) {
                throw new BadInputException(
                        "%s holds a comparison, which has a page of its own: name it alone".formatted(folder));
            }
            try (RunFolder run = RunFolder.read(folder)) {
                runs.put(name(runs.keySet(), folder), RunStoreView.of(RunFacts.of(run, registry), run));
            }
        }
        return new SeveralReport(runs).html(use);
    }

    private String html(Path folder, Frame.Use use) throws IOException {
        if (CompareFolder.holdsComparison(folder)) {
            try (CompareFolder comparison = CompareFolder.read(folder)) {
                return CompareReport.of(comparison, registry).html(use);
            }
        }
        try (RunFolder run = RunFolder.read(folder)) {
            return RunReport.of(run, registry).html(use);
        }
    }

    /** The last part of the path, or all of it where another has the same. */
    private static String name(Set<String> taken, Path folder) {
        Path last = folder.toAbsolutePath().normalize().getFileName();
        String name = last == null ? folder.toString() : last.toString();
        return taken.contains(name) ? folder.toString() : name;
    }
}
