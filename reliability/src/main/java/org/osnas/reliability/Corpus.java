package org.osnas.reliability;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Inputs that were kept: a folder for each reader, with whatever once failed in it. They are read again, and are what
 * others are made of.
 */
public final class Corpus {

    private final Map<String, List<byte[]>> inputs;

    private Corpus(Map<String, List<byte[]>> inputs) {
        this.inputs = inputs;
    }

    /** With nothing in it. */
    public static Corpus empty() {
        return new Corpus(Map.of());
    }

    /** Of a folder, or nothing if it is not there. */
    public static Corpus in(Path folder) throws IOException {
        Map<String, List<byte[]>> inputs = new HashMap<>();
        for (Path reader : list(folder)) {
            List<byte[]> ofReader = new ArrayList<>();
            for (Path file : list(reader)) {
                ofReader.add(Files.readAllBytes(file));
            }
            inputs.put(reader.getFileName().toString(), ofReader);
        }
        return new Corpus(inputs);
    }

    private static List<Path> list(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        }
    }

    /** Inputs of a reader, by its name with {@code -} for spaces. */
    List<byte[]> of(String reader) {
        return inputs.getOrDefault(folder(reader), List.of());
    }

    static String folder(String reader) {
        return reader.replace(' ', '-');
    }

    /** Names of the readers that it has inputs of. */
    public List<String> readers() {
        return inputs.keySet().stream().sorted().toList();
    }
}
