package org.osnas.core.agent;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.osnas.api.space.Architecture;
import org.osnas.api.spi.BadInputException;
import org.osnas.core.internal.file.JsonLines;
import org.osnas.core.internal.file.ValueJson;
import org.osnas.yaml.Yaml;

/**
 * Accuracies of architectures that were trained from scratch, one JSON line each after a first line with the settings
 * of the trainings. Only ever appended to; a last line that a crash cut off is dropped.
 */
final class ScratchLog {

    /**
     * One training.
     *
     * @param validation score on the validation split; not-a-number if the training failed
     * @param test score on the test split; not-a-number if the training failed
     * @param seconds time spent in training steps
     */
    public record Entry(Architecture architecture, long seed, double validation, double test, double seconds) {

        ObjectNode json() {
            ObjectNode node = JsonNodeFactory.instance.objectNode();
            node.set("architecture", ValueJson.choices(architecture));
            node.put("seed", seed);
            ValueJson.putScore(node, "validation", validation);
            ValueJson.putScore(node, "test", test);
            node.put("seconds", seconds);
            return node;
        }

        /** What {@link #json} wrote. */
        static Entry parse(JsonNode node) {
            return new Entry(
                    Architecture.parse(node.path("architecture").toString()),
                    node.path("seed").asLong(),
                    ValueJson.score(node.path("validation")),
                    ValueJson.score(node.path("test")),
                    node.path("seconds").asDouble());
        }
    }

    private final JsonLines lines;
    private final List<Entry> entries = new ArrayList<>();

    private ScratchLog(JsonLines lines) {
        this.lines = lines;
    }

    /**
     * Takes up what stands in a log.
     *
     * @param settings text that determines the trainings, but for architecture and seed
     * @throws BadInputException if the log was begun with other settings, naming the first line that differs
     */
    public static ScratchLog open(JsonLines lines, String settings) throws IOException {
        ScratchLog log = new ScratchLog(lines);
        List<JsonNode> nodes = lines.lines();
        if (nodes.isEmpty()) {
            lines.append(List.of(JsonNodeFactory.instance.objectNode().put("settings", settings)));
            return log;
        }
        String begun = nodes.get(0).path("settings").asText();
        if (!begun.equals(settings)) {
            // Written anew, since older versions quoted every word.
            requireSame(lines.name(), Yaml.write(Yaml.readMap("the settings", begun)), settings);
        }
        for (int i = 1; i < nodes.size(); i++) {
            log.entries.add(parse(lines, i, nodes.get(i)));
        }
        return log;
    }

    public List<Entry> entries() {
        return List.copyOf(entries);
    }

    /** The training of an architecture with a seed, if it is done. */
    public Optional<Entry> find(Architecture architecture, long seed) {
        return entries.stream()
                .filter(e -> e.seed() == seed && e.architecture().equals(architecture))
                .findFirst();
    }

    public void append(Entry entry) throws IOException {
        lines.append(List.of(entry.json()));
        entries.add(entry);
    }

    private static Entry parse(JsonLines lines, int index, JsonNode node) {
        if (!node.path("architecture").isArray() || !node.path("seed").isIntegralNumber()) {
            throw lines.damaged(index, "an architecture with its seed belongs here");
        }
        return Entry.parse(node);
    }

    private static void requireSame(String file, String before, String now) {
        Iterator<String> given = now.lines().iterator();
        for (String line : before.lines().toList()) {
            String other = given.hasNext() ? given.next() : "";
            if (!line.equals(other)) {
                throw new BadInputException("%s was begun with '%s', but the trainings now have '%s'. Choose another"
                                .formatted(file, line.strip(), other.strip())
                        + " output, or delete the file to train again.");
            }
        }
    }
}
