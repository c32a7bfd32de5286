package org.osnas.reliability;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.osnas.reliability.Limits.Result;
import org.osnas.tasks.data.CifarFolder;
import org.osnas.tasks.data.CifarFolder.Labels;
import org.osnas.tasks.data.IdxFolder;
import org.osnas.tasks.data.IdxFolder.Transposed;
import org.osnas.yaml.Yaml;

/**
 * The samples of what docs/formats.md lists, each read on its own within the limits of {@link Limits}: {@code Kinds}, in the
 * root of the repository, prints what became of each, with the time of the processor and the memory it took.
 */
public final class Kinds {

    /** Where the samples of a reader stand, below a folder {@code src/test/resources/org/osnas}. */
    private record Place(String module, String folder, String reader) {}

    private static final List<Place> PLACES = List.of(
            new Place("osnas-images", "images/samples", "image as png"),
            new Place("osnas-text", "text/csv", "table as CSV"),
            new Place("osnas-images", "images/sets/voc/Annotations", "VOC"));

    private static final List<String> YAML = List.of(
            "a: 1e6",
            "a: 1_000",
            "a: 010",
            "{a: 0,5}",
            "a: on",
            "a: ~",
            "a: 1\na: 2",
            "a: {<<: {b: 1}}",
            "a: &x 1\nb: *x",
            "a: !!int 3",
            "a: 1\n---\nb: 2",
            "a:\tb",
            "\uFEFFa: 1",
            "a: 1\r\nb: 2\r\n",
            "a: 0.5\u00a0",
            "a: 1e999");

    /** What became of a sample. */
    public record Measured(String kind, Tally.Outcome outcome, String how, double seconds, long bytes) {

        /** Whether it is read, or refused in a sentence, within the limits. */
        boolean isAllowed() {
            return outcome == Tally.Outcome.NO_EFFECT || outcome == Tally.Outcome.REFUSED;
        }

        /** A row of a table in Markdown. */
        String row() {
            return "| %s | %s | %.0f ms | %.1f MB |"
                    .formatted(
                            kind,
                            outcome == Tally.Outcome.NO_EFFECT
                                    ? "read"
                                    : outcome.name().toLowerCase(Locale.ROOT),
                            1000 * seconds,
                            bytes / 1e6);
        }
    }

    private final Path root;
    private final List<Reader> readers = new ArrayList<>();
    private final List<Measured> measured = new ArrayList<>();

    private Kinds(Path root, Path folder) throws IOException {
        this.root = root;
        SmallRun small = SmallRun.in(folder);
        readers.addAll(TextReaders.of(small, folder));
        readers.addAll(DataReaders.of(small, folder));
        for (Reader reader : readers) {
            // What is loaded at the first call is no part of a file.
            reader.reading().read();
        }
    }

    /**
     * Reads all samples.
     *
     * @param root of the repository
     * @param folder for copies
     */
    public static List<Measured> of(Path root, Path folder) throws IOException {
        Kinds kinds = new Kinds(root, folder);
        try (Limits limits = new Limits()) {
            for (Place place : PLACES) {
                kinds.files(place, limits);
            }
            kinds.arrays(limits);
            kinds.sets(limits);
            kinds.yaml(limits);
        }
        return kinds.measured;
    }

    private Path place(String module, String name) {
        return root.resolve(module).resolve("src/test/resources/org/osnas").resolve(name);
    }

    private void files(Place place, Limits limits) throws IOException {
        Reader reader = readers.stream()
                .filter(one -> one.name().equals(place.reader()))
                .findFirst()
                .orElseThrow();
        byte[] whole = Files.readAllBytes(reader.file());
        for (Path sample : list(place(place.module(), place.folder()))) {
            byte[] input = Files.readAllBytes(sample);
            Files.write(reader.file(), input);
            add(sample.getFileName().toString(), limits.read(reader.reading(), input.length));
        }
        Files.write(reader.file(), whole);
    }

    /** Files of idx, beside plain ones of the other sort, and archives of CIFAR. */
    private void arrays(Limits limits) throws IOException {
        Path samples = place("osnas-tasks", "tasks/samples");
        for (Path sample : list(samples)) {
            String name = sample.getFileName().toString();
            int bytes = (int) Files.size(sample);
            if (name.contains("cifar")) {
                add(
                        name,
                        limits.read(
                                () -> (name.contains("100")
                                                ? CifarFolder.cifar100(sample, Labels.FINE)
                                                : CifarFolder.cifar10(sample))
                                        .toString(),
                                bytes));
            } else if (name.startsWith("images-") || name.startsWith("labels-")) {
                Path folder = Files.createTempDirectory("idx");
                for (String part : List.of("train", "t10k")) {
                    for (String sort : List.of("images", "labels")) {
                        Path file = name.startsWith(sort) ? sample : samples.resolve(sort + "-ubyte");
                        Files.copy(file, folder.resolve(part + "-" + sort));
                    }
                }
                add(name, limits.read(() -> IdxFolder.read(folder, 0).toString(), bytes));
            }
        }
        for (String prefix : List.of("emnist-letters", "qmnist")) {
            add(
                    prefix,
                    limits.read(
                            () -> IdxFolder.read(samples, 0, prefix, Transposed.AUTO)
                                    .toString(),
                            1000));
        }
    }

    private void sets(Limits limits) {
        Path sets = place("osnas-images", "images/sets");
        String coco = sets.resolve("coco").toString();
        String lfw = sets.resolve("lfw").toString();
        Map<String, Object> parts = Map.of("size", 32, "validation", 0.25, "test", 0.25);
        set("voc", DataReaders.with(parts, "directory", sets.resolve("voc")), limits);
        set("yolo", DataReaders.with(parts, "directory", sets.resolve("yolo")), limits);
        set("coco", DataReaders.with(DataReaders.with(parts, "directory", coco), "train", "instances.json"), limits);
        set("identity-folder", Map.of("directory", lfw, "pairs", lfw + "/pairs.txt", "validation", 0.5), limits);
    }

    private void set(String dataflow, Map<String, Object> settings, Limits limits) {
        add("the set of " + dataflow, limits.read(DataReaders.reading(dataflow, settings), 10_000));
    }

    private void yaml(Limits limits) {
        for (String text : YAML) {
            add(
                    text.replace("\n", " / "),
                    limits.read(() -> Yaml.readMap("a map", text).toString(), text.length()));
        }
    }

    private void add(String kind, Result result) {
        measured.add(new Measured(kind, result.outcome(), result.how(), result.seconds(), result.bytes()));
    }

    private static List<Path> list(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> !file.getFileName().toString().startsWith("."))
                    .sorted()
                    .toList();
        }
    }

    public static void main(String[] arguments) throws IOException {
        List<Measured> all = of(Path.of(""), Files.createTempDirectory("kinds"));
        System.out.println("| sample | outcome | processor | memory |\n|---|---|---|---|");
        all.forEach(one -> System.out.println(one.row()));
        List<Measured> bad = all.stream().filter(one -> !one.isAllowed()).toList();
        bad.forEach(System.err::println);
        System.exit(bad.isEmpty() ? 0 : 1);
    }
}
