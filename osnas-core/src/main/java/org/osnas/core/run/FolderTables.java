package org.osnas.core.run;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.TreeSet;
import org.osnas.api.cost.CostModel;
import org.osnas.api.cost.LookupTable;
import org.osnas.api.space.SearchSpace;
import org.osnas.api.spi.BadInputException;
import org.osnas.core.cost.TableFile;
import org.osnas.core.internal.file.AtomicFile;
import org.osnas.core.internal.file.CheckedText;

/**
 * The {@code table-*.json} of a run's folder.
 *
 * @param path of the folder
 */
record FolderTables(Path path) {

    void write(CostModel costs, SearchSpace space) throws IOException {
        for (LookupTable table : costs.tables()) {
            Path file = path.resolve(TableFile.name(table.metric()));
            AtomicFile.writeText(file, CheckedText.document(TableFile.json(table, space)));
        }
    }

    /** As {@link RunStore#costs}. */
    CostModel read(SearchSpace space, Collection<String> needed) throws IOException {
        CostModel costs = CostModel.analytic(space);
        TreeSet<String> stored = new TreeSet<>();
        needed.forEach(metric -> stored.add(TableFile.name(metric)));
        try (DirectoryStream<Path> files = Files.newDirectoryStream(path, TableFile.name("*"))) {
            files.forEach(file -> stored.add(file.getFileName().toString()));
        }
        costs.metrics().forEach(metric -> stored.remove(TableFile.name(metric)));
        for (String name : stored) {
            Path file = path.resolve(name);
            if (!Files.exists(file)) {
                throw new BadInputException("There is no table " + file + ". " + RunFolder.RESTORE);
            }
            costs = costs.with(TableFile.read(file, CheckedText.json(file, RunFolder.RESTORE), space));
        }
        return costs;
    }
}
