package org.osnas.core.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.osnas.api.cost.CostModel;
import org.osnas.api.space.SearchSpace;
import org.osnas.api.spi.Check;
import org.osnas.api.task.DataDescription;
import org.osnas.core.internal.file.AtomicFile;
import org.osnas.core.internal.file.DataJson;
import org.osnas.core.internal.file.JsonLines;

/** Keeps a run in memory: a run goes on from it as from a folder, for as long as the object lives. */
final class MemoryRunStore implements RunStore {

    private record State(JsonNode header, byte[] data) {}

    private final TreeMap<String, State> states = new TreeMap<>();
    private final Map<String, JsonLines> logs = new HashMap<>();
    private final Map<String, JsonNode> documents = new HashMap<>();
    private final Map<String, byte[]> files = new HashMap<>();
    private Optional<RunDescription> description = Optional.empty();
    private Optional<CostModel> costs = Optional.empty();
    private String fingerprint = "";

    @Override
    public String place() {
        return "memory";
    }

    @Override
    public Optional<RunDescription> description() {
        return description;
    }

    @Override
    public void begin(RunDescription begun, long seed, SearchSpace space, CostModel model, DataDescription data) {
        fingerprint = space.fingerprint();
        costs = Optional.of(model);
        writeJson(ENVIRONMENT, RunEnvironment.describe(space, seed, begun.plugins()));
        writeJson(DATA, DataJson.write(data));
        description = Optional.of(begun);
    }

    @Override
    public CostModel costs(SearchSpace space, Collection<String> needed) {
        requireSpace(space);
        return costs.orElseThrow();
    }

    @Override
    public void requireSpace(SearchSpace space) {
        Check.that(
                space.fingerprint().equals(fingerprint),
                "The run in memory belongs to another space than %s at %s: start a new one",
                space.name(),
                space.input());
    }

    @Override
    public Checkpoint checkpoint(String name) {
        return new Checkpoint() {
            @Override
            public boolean exists() {
                return states.containsKey(name);
            }

            @Override
            public void write(JsonNode header, Checkpoint.Writer data) throws IOException {
                ByteArrayOutputStream bytes = new ByteArrayOutputStream();
                data.writeTo(new DataOutputStream(bytes));
                states.put(name, new State(header.deepCopy(), bytes.toByteArray()));
            }

            @Override
            public void read(Checkpoint.Reader reader) throws IOException {
                State state = Objects.requireNonNull(states.get(name), () -> "There is no " + this);
                reader.readFrom(state.header(), new DataInputStream(new ByteArrayInputStream(state.data())));
            }

            @Override
            public void delete() {
                states.remove(name);
            }

            @Override
            public String toString() {
                return name + " in memory";
            }
        };
    }

    @Override
    public List<String> checkpoints(String prefix) {
        return states.keySet().stream().filter(name -> name.startsWith(prefix)).toList();
    }

    @Override
    public JsonLines lines(String name, String remedy) {
        return logs.computeIfAbsent(name, JsonLines::inMemory);
    }

    @Override
    public void writeFile(String name, AtomicFile.Writer writer) throws IOException {
        Path temporary = Files.createTempFile("osnas", ".tmp");
        try {
            writer.write(temporary);
            files.put(name, Files.readAllBytes(temporary));
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    @Override
    public void writeJson(String name, ObjectNode json) {
        documents.put(name, json);
    }

    @Override
    public Optional<JsonNode> json(String name) {
        return Optional.ofNullable(documents.get(name));
    }

    @Override
    public List<String> documents(String prefix) {
        return documents.keySet().stream()
                .filter(name -> name.startsWith(prefix))
                .sorted()
                .toList();
    }

    @Override
    public Optional<byte[]> bytes(String name) {
        return Optional.ofNullable(files.get(name)).map(byte[]::clone);
    }

    /** Nothing is held outside of the heap. */
    @Override
    public void close() {}

    @Override
    public String toString() {
        return "The run in memory";
    }
}
