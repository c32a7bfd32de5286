package org.osnas.core.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.osnas.api.search.Trial;
import org.osnas.api.space.Architecture;
import org.osnas.api.spi.BadInputException;
import org.osnas.core.internal.file.JsonLines;
import org.osnas.core.internal.file.ValueJson;

/**
 * The scored architectures of a run, one JSON line each, only ever appended to and forced to the disk. A last line that
 * a crash cut off is dropped when the log is opened; any other damage is an error.
 */
public final class TrialLog {

    /**
     * A line of the log.
     *
     * @param seconds what the evaluation took; an equal share of those evaluated together
     * @param passes forward-backward passes that were spent on this architecture alone
     */
    public record Entry(Trial trial, double seconds, long passes) {

        /** Of an evaluation without training. */
        public Entry(Trial trial, double seconds) {
            this(trial, seconds, 0);
        }
    }

    /** What to do about a damaged log. */
    static final String REMEDY = "Delete the file to search again with the trained supernet.";

    private final JsonLines lines;
    private final List<Entry> entries;

    private TrialLog(JsonLines lines, List<Entry> entries) {
        this.lines = lines;
        this.entries = entries;
    }

    /** Takes up what stands in a file, which may not exist yet. */
    public static TrialLog open(Path file) throws IOException {
        return open(JsonLines.open(file, REMEDY));
    }

    /** Takes up what stands in a log. */
    public static TrialLog open(JsonLines lines) {
        List<Entry> entries = new ArrayList<>();
        for (JsonNode line : lines.lines()) {
            entries.add(parse(lines, entries.size(), line));
        }
        return new TrialLog(lines, entries);
    }

    /** A log that is kept in memory only. */
    public static TrialLog inMemory() {
        return open(JsonLines.inMemory("trials"));
    }

    /** All entries in order of their trials' index. */
    public List<Entry> entries() {
        return List.copyOf(entries);
    }

    /** Appends entries, which continue the indices of those before, and forces them to the disk. */
    public void append(List<Entry> more) throws IOException {
        List<ObjectNode> nodes = new ArrayList<>();
        for (Entry entry : more) {
            int next = entries.size() + nodes.size();
            if (entry.trial().index() != next) {
                throw new IllegalArgumentException(
                        "trial " + entry.trial().index() + " follows " + next + " logged ones");
            }
            nodes.add(json(entry));
        }
        lines.append(nodes);
        entries.addAll(more);
    }

    private static ObjectNode json(Entry entry) {
        Trial trial = entry.trial();
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("index", trial.index());
        node.set("architecture", ValueJson.choices(trial.architecture()));
        ValueJson.putScore(node, "score", trial.score());
        ValueJson.putNumbers(node.putObject("cost"), trial.costs());
        trial.partial().ifPresent(part -> node.putObject("stopped")
                .put(part.unit().word(), part.done())
                .put("of", part.of()));
        node.put("seconds", entry.seconds());
        if (entry.passes() > 0) {
            node.put("passes", entry.passes());
        }
        return node;
    }

    private static Entry parse(JsonLines lines, int index, JsonNode node) {
        if (node.path("index").asLong(-1) != index) {
            throw lines.damaged(index, "the trial with index " + index + " belongs here");
        }
        Map<String, Double> costs = new LinkedHashMap<>();
        node.path("cost")
                .properties()
                .forEach(e -> costs.put(e.getKey(), e.getValue().asDouble()));
        Trial trial = new Trial(
                index,
                Architecture.parse(node.path("architecture").toString()),
                ValueJson.score(node.path("score")),
                costs,
                partial(lines, index, node.path("stopped")));
        return new Entry(
                trial, node.path("seconds").asDouble(), node.path("passes").asLong());
    }

    private static Optional<Trial.Partial> partial(JsonLines lines, int index, JsonNode node) {
        if (node.isMissingNode()) {
            return Optional.empty();
        }
        try {
            Trial.Unit unit = node.has(Trial.Unit.STEPS.word()) ? Trial.Unit.STEPS : Trial.Unit.EXAMPLES;
            return Optional.of(new Trial.Partial(
                    node.path(unit.word()).asInt(), node.path("of").asInt(), unit));
        } catch (BadInputException e) {
            throw lines.damaged(index, e.getMessage(), e);
        }
    }
}
