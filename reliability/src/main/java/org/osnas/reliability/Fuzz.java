package org.osnas.reliability;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.random.RandomGenerator;
import org.osnas.reliability.Limits.Result;

/** Readers of what people bring, with files that are nearly right. */
public final class Fuzz {

    private final List<Reader> readers = new ArrayList<>();
    private final Corpus corpus;
    private final Path failed;

    /**
     * @param folder for the files
     * @param failed where inputs that do what none may do are kept, to be put into the corpus; made when one does
     */
    public Fuzz(SmallRun small, Path folder, Corpus corpus, Path failed) throws IOException {
        readers.addAll(TextReaders.of(small, folder));
        readers.addAll(DataReaders.of(small, folder));
        readers.addAll(ModelReaders.of(small, folder));
        this.corpus = corpus;
        this.failed = failed;
        for (String name : corpus.readers()) {
            if (readers.stream()
                    .noneMatch(reader -> Corpus.folder(reader.name()).equals(name))) {
                throw new IllegalStateException("the corpus has inputs of " + name + ", which is no reader");
            }
        }
        for (Reader reader : readers) {
            // Each must take the file that others are made of, or all would be refused for one reason.
            try {
                reader.reading().read();
            } catch (RuntimeException e) {
                throw new IllegalStateException("the file for " + reader.name() + " must be right: " + e, e);
            }
        }
    }

    /**
     * Reads the corpus, and inputs made of it.
     *
     * @param inputs for each reader
     */
    public List<Tally> all(RandomGenerator random, int inputs) throws IOException {
        List<Tally> tallies = new ArrayList<>();
        try (Limits limits = new Limits()) {
            for (Reader reader : readers) {
                Tally tally = new Tally("odd files: " + reader.name());
                tallies.add(tally);
                byte[] whole = Files.readAllBytes(reader.file());
                for (byte[] input : corpus.of(reader.name())) {
                    read(limits, reader, input, tally);
                }
                Files.write(reader.file(), whole);
            }
        }
        more(random, inputs, tallies);
        return tallies;
    }

    /** As {@link #all} without the corpus itself, added to what it gave. */
    public void more(RandomGenerator random, int inputs, List<Tally> tallies) throws IOException {
        try (Limits limits = new Limits()) {
            for (int r = 0; r < readers.size(); r++) {
                Reader reader = readers.get(r);
                List<byte[]> seeds = new ArrayList<>(corpus.of(reader.name()));
                byte[] whole = Files.readAllBytes(reader.file());
                for (int i = 0; i < Math.max(1, inputs / reader.effort()); i++) {
                    // Mostly of the file that is right, which more can go wrong with.
                    byte[] seed =
                            seeds.isEmpty() || random.nextInt(4) > 0 ? whole : seeds.get(random.nextInt(seeds.size()));
                    read(limits, reader, Mutation.mutate(seed, random), tallies.get(r));
                }
                Files.write(reader.file(), whole);
            }
        }
    }

    private void read(Limits limits, Reader reader, byte[] input, Tally tally) throws IOException {
        Files.write(reader.file(), input);
        Result result = limits.read(reader.reading(), input.length);
        long bad = tally.bad().size();
        tally.add(result.outcome(), result.how() + ": " + shown(input));
        if (tally.bad().size() > bad) {
            Path kept = failed.resolve(Corpus.folder(reader.name()));
            Files.createDirectories(kept);
            Files.write(kept.resolve(Integer.toHexString(Arrays.hashCode(input))), input);
        }
    }

    private static String shown(byte[] input) {
        return Base64.getEncoder().encodeToString(Arrays.copyOf(input, Math.min(600, input.length)));
    }
}
