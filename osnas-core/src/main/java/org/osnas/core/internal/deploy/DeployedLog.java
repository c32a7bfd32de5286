package org.osnas.core.internal.deploy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.osnas.api.spi.BadInputException;
import org.osnas.core.internal.file.JsonLines;
import org.osnas.core.run.Store;

/** The files that networks of a run were written to, in the order in which they were. */
public final class DeployedLog {

    /** Name of the log. */
    public static final String FILE = "deployed.jsonl";

    private static final String REMEDY = "Delete the file: it only says what was exported.";

    private final JsonLines lines;
    private final List<Deployed> entries;

    private DeployedLog(JsonLines lines, List<Deployed> entries) {
        this.lines = lines;
        this.entries = entries;
    }

    /** Of a run; empty if nothing left it. */
    public static DeployedLog of(Store store) throws IOException {
        JsonLines lines = store.lines(FILE, REMEDY);
        List<Deployed> entries = new ArrayList<>();
        for (int i = 0; i < lines.lines().size(); i++) {
            try {
                entries.add(Deployed.read(lines.lines().get(i)));
            } catch (BadInputException e) {
                throw lines.damaged(i, e.getMessage(), e);
            }
        }
        return new DeployedLog(lines, entries);
    }

    /** What stands in each file now: of a file that was written again the last. */
    public List<Deployed> latest() {
        Map<String, Deployed> byFile = new LinkedHashMap<>();
        for (Deployed entry : entries) {
            byFile.remove(entry.file());
            byFile.put(entry.file(), entry);
        }
        return List.copyOf(byFile.values());
    }

    public void add(Deployed entry) throws IOException {
        lines.append(List.of(entry.json()));
        entries.add(entry);
    }
}
