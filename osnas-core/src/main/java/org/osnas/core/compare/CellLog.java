package org.osnas.core.compare;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.osnas.core.internal.file.JsonLines;

/** The cells of a comparison, one JSON line each, only ever appended to. A cell that was tried again counts last. */
final class CellLog {

    private record Key(String label, int seed) {}

    private final JsonLines lines;
    private final Map<Key, Cell> cells = new HashMap<>();

    private CellLog(JsonLines lines) {
        this.lines = lines;
    }

    /** Takes up what stands in a log. */
    public static CellLog open(JsonLines lines) {
        CellLog log = new CellLog(lines);
        List<JsonNode> nodes = lines.lines();
        for (int i = 0; i < nodes.size(); i++) {
            if (!nodes.get(i).path("strategy").isTextual()
                    || !nodes.get(i).path("seed").isInt()) {
                throw lines.damaged(i, "a strategy with its seed belongs here");
            }
            log.keep(Cell.parse(nodes.get(i)));
        }
        return log;
    }

    /** A log that is kept in memory only. */
    public static CellLog inMemory() {
        return open(JsonLines.inMemory("cells"));
    }

    private void keep(Cell cell) {
        cells.put(new Key(cell.label(), cell.seed()), cell);
    }

    /** The cell of a strategy and a seed, if it was tried. */
    public Optional<Cell> find(String label, int seed) {
        return Optional.ofNullable(cells.get(new Key(label, seed)));
    }

    void append(Cell cell) throws IOException {
        lines.append(List.of(cell.json()));
        keep(cell);
    }
}
