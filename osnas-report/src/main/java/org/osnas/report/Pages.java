package org.osnas.report;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.osnas.api.spi.BadInputException;
import org.osnas.core.internal.file.AtomicFile;
import org.osnas.core.registry.Registry;
import org.osnas.core.run.RunFolder;

/**
 * Pages of what folders hold: of a run. Folders are only read, also while a command writes into them; no data is opened,
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

    String html(List<Path> folders, Frame.Use use) throws IOException {
        try (RunFolder run = RunFolder.read(folders.get(0))) {
            return RunReport.of(run, registry).html(use);
        }
    }
}
