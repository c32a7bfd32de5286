package org.osnas.reliability;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.osnas.core.internal.file.JsonLines;
import org.osnas.core.run.RunFolder;
import org.osnas.reliability.Reader.Reading;
import org.osnas.reliability.Tally.Outcome;

/** The files of a finished run, cut off at every byte and with bits turned over. */
public final class Damage {

    private final List<Reader> readers;

    /**
     * @param run folder of a finished run, which is changed and put right again
     */
    public Damage(Path run) throws IOException {
        // Else the checkpoint before would be read in place of a damaged one.
        Files.delete(run.resolve("checkpoint/supernet.osnas" + before(run)));
        readers = List.of(
                of(run, "config.yaml", folder -> folder.description()
                        .orElseThrow()
                        .text()),
                of(run, "data.json", folder -> folder.data().orElseThrow().toString()),
                of(run, "data-summary.json", folder -> folder.summary()
                        .orElseThrow()
                        .toString()),
                of(run, "environment.json", folder -> json(folder, "environment.json")),
                of(run, "table-macs.json", folder -> json(folder, "table-macs.json")),
                of(run, "result.json", folder -> folder.result().orElseThrow().toString()),
                of(run, "trials.jsonl", folder -> folder.trials().entries().toString()),
                of(run, "checkpoint/supernet.osnas", folder -> checkpoint(folder, "supernet")));
    }

    private static String before(Path run) throws IOException {
        try (Stream<Path> files = Files.list(run.resolve("checkpoint"))) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.startsWith("supernet.osnas."))
                    .map(name -> name.substring("supernet.osnas".length()))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private static String json(RunFolder folder, String name) throws IOException {
        return folder.json(name).orElseThrow().toString();
    }

    private static String checkpoint(RunFolder folder, String name) throws IOException {
        StringBuilder content = new StringBuilder();
        folder.checkpoint(name).read((header, in) -> content.append(header).append(Arrays.hashCode(in.readAllBytes())));
        return content.toString();
    }

    private interface Use {
        String of(RunFolder folder) throws IOException;
    }

    private static Reader of(Path run, String name, Use use) {
        Reading reading = () -> {
            try (RunFolder folder = RunFolder.read(run)) {
                return use.of(folder);
            }
        };
        return new Reader(name, run.resolve(name), reading);
    }

    /** A log by itself: of scores, of the cells of a comparison. */
    public static Tally log(Path file, RandomGenerator random, int flips) throws IOException {
        Reading reading = () -> JsonLines.open(file, "Delete it.").lines().toString();
        return tally(new Reader(file.getFileName().toString(), file, reading), random, flips, Integer.MAX_VALUE);
    }

    /**
     * @param flips bits turned over in each kind of file
     * @param cuts places, evenly, where a file is cut off; at every byte if it has not more
     */
    public List<Tally> all(RandomGenerator random, int flips, int cuts) throws IOException {
        List<Tally> tallies = new ArrayList<>();
        for (Reader reader : readers) {
            tallies.add(tally(reader, random, flips, cuts));
        }
        return tallies;
    }

    private static Tally tally(Reader reader, RandomGenerator random, int flips, int cuts) throws IOException {
        byte[] whole = Files.readAllBytes(reader.file());
        String right = reader.reading().read();
        Tally tally = new Tally(reader.name());
        for (int i = 0; i < flips; i++) {
            long bit = random.nextLong(8L * whole.length);
            tally.add(outcome(reader, Mutation.flip(whole, bit), right), "bit " + bit + " turned over");
        }
        for (int length = 0; length < whole.length; length += 1 + whole.length / cuts) {
            tally.add(outcome(reader, Arrays.copyOf(whole, length), right), "cut off at " + length);
        }
        Files.write(reader.file(), whole);
        if (!reader.reading().read().equals(right)) {
            throw new IllegalStateException(reader.file() + " is not read as before");
        }
        return tally;
    }

    private static Outcome outcome(Reader reader, byte[] bytes, String right) throws IOException {
        Files.write(reader.file(), bytes);
        try {
            String read = reader.reading().read();
            if (read.equals(right)) {
                return Outcome.NO_EFFECT;
            }
            // A log without its last lines is gone on with from there.
            boolean beginning = right.startsWith(read.substring(0, read.length() - 1));
            return reader.name().endsWith(".jsonl") && beginning ? Outcome.RECOVERED : Outcome.CHANGED_SILENTLY;
        } catch (IOException | RuntimeException e) {
            return Tally.of(e);
        }
    }
}
