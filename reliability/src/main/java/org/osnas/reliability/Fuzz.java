package org.osnas.reliability;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.osnas.api.cost.CostModel;
import org.osnas.api.cost.Metric;
import org.osnas.api.space.SearchSpace;
import org.osnas.api.space.Shape;
import org.osnas.core.config.CompareConfig;
import org.osnas.core.config.ConfigFile;
import org.osnas.core.config.Overrides;
import org.osnas.core.cost.TableFile;
import org.osnas.core.cost.TableImport;
import org.osnas.core.registry.ComponentRef;
import org.osnas.core.registry.Registry;
import org.osnas.core.score.ScoreImport;
import org.osnas.core.score.ScoreTableFile;
import org.osnas.reliability.Tally.Outcome;
import org.osnas.spaces.MbconvMicro;
import org.osnas.tasks.data.CifarFolder;
import org.osnas.tasks.data.IdxFolder;

/** Readers of what people bring, with files that are nearly right. */
public final class Fuzz {

    /** No reading of a small file takes longer. */
    private static final long MOST_SECONDS = 10;

    private static final String COMPARE =
            "seed: 1\ntable: scores.csv\nspace: mbconv-micro\nevaluations: 4\nseeds: 3\nstrategies: [evolution, {name: random, label: r}]\n";

    private static final String SPACE =
            """
            input: 32x32x3
            classes: 10
            stem:
              - {block: conv, kernel: 3, width: 16, stride: 2}
            candidates:
              - {block: mobile, kernel: 3, expansion: 3}
              - {block: mobile, kernel: 5, expansion: 6, squeeze-excite: true, activation: h-swish}
              - skip
            layers:
              - {count: 2, width: 24}
              - {count: 2, width: 40, stride: 2}
            tail:
              - {block: conv, kernel: 1, width: 64}
            """;

    private final List<Reader> readers = new ArrayList<>();

    /**
     * @param folder for the files
     */
    public Fuzz(SmallRun small, Path folder) throws IOException {
        SearchSpace space = new MbconvMicro().create(new Shape(12, 12, 1)).classifier(10);
        Path config = write(folder, "run.yaml", small.yaml("random"));
        add("configuration", config, () -> ConfigFile.load(config, List.of()).toYaml());
        Path compare = write(folder, "compare.yaml", COMPARE);
        add("comparison", compare, () -> CompareConfig.load(compare, List.of()).toYaml());
        Path own = write(folder, "space.yaml", SPACE);
        ComponentRef file = new ComponentRef("space", own.toString(), Map.of());
        add("space", own, () -> Registry.standard()
                .space(file, new Shape(32, 32, 3))
                .classifier(10)
                .fingerprint());
        Path override = write(folder, "override.txt", "search.strategy={name: evolution, settings: {population: 6}}");
        add("override", override, () -> Overrides.parse(List.of(Files.readString(override)))
                .toString());
        Path table = folder.resolve("table.json");
        TableFile.write(table, CostModel.analytic(space).table("macs"), space);
        add("table", table, () -> TableFile.read(table, space).toString());
        Path csv = write(folder, "table.csv", TableImport.csv(TableFile.show(table)));
        add("table as CSV", csv, () -> TableImport.read(csv, new Metric("energy", "mJ"), space)
                .toString());
        Path scores =
                write(folder, "scores.csv", "# osnas\narchitecture,score,test,macs\n\"0,0,0,0,0\",0.5,0.4,1000\n");
        add("scores", scores, () -> ScoreTableFile.read(scores).toString());
        Path foreign =
                write(folder, "foreign.json", "{\"00000\": {\"acc\": [0.5, 0.6]}, \"01201\": {\"acc\": [0.7, 0.6]}}");
        ScoreImport.Columns columns =
                new ScoreImport.Columns(Optional.empty(), List.of("acc"), List.of(), Map.of(), false);
        add("scores of others", foreign, () -> ScoreImport.read(foreign, space, columns)
                .toString());
        Path images = small.data().resolve("train-images-idx3-ubyte.gz");
        add("idx", images, () -> IdxFolder.read(small.data(), 10).toString());
        for (int batch = 1; batch <= 5; batch++) {
            Files.write(folder.resolve("data_batch_" + batch + ".bin"), new byte[3073 * 20]);
        }
        Path cifar = folder.resolve("test_batch.bin");
        Files.write(cifar, new byte[3073 * 20]);
        add("CIFAR", cifar, () -> CifarFolder.cifar10(folder).toString());
    }

    private static Path write(Path folder, String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    private void add(String name, Path file, Reader.Reading reading) {
        readers.add(new Reader(name, file, reading));
    }

    /**
     * @param inputs for each reader
     */
    public List<Tally> all(RandomGenerator random, int inputs) throws IOException {
        List<Tally> tallies = new ArrayList<>();
        readers.forEach(reader -> tallies.add(new Tally("odd files: " + reader.name())));
        more(random, inputs, tallies);
        return tallies;
    }

    /** As {@link #all}, added to what it gave. */
    public void more(RandomGenerator random, int inputs, List<Tally> tallies) throws IOException {
        for (int r = 0; r < readers.size(); r++) {
            Reader reader = readers.get(r);
            byte[] whole = Files.readAllBytes(reader.file());
            for (int i = 0; i < inputs; i++) {
                byte[] input = Mutation.mutate(whole, random);
                Files.write(reader.file(), input);
                read(reader, input, tallies.get(r));
            }
            Files.write(reader.file(), whole);
        }
    }

    // What is odd but can be read is no damage: these files are meant to be written by people.
    private static void read(Reader reader, byte[] input, Tally tally) {
        long begin = System.nanoTime();
        Outcome outcome;
        String how = "";
        try {
            reader.reading().read();
            outcome = Outcome.NO_EFFECT;
        } catch (IOException | RuntimeException | StackOverflowError | OutOfMemoryError e) {
            outcome = Tally.of(e);
            how = e + " at " + (e.getStackTrace().length > 0 ? e.getStackTrace()[0] : "?") + ": ";
        }
        boolean late = System.nanoTime() - begin > MOST_SECONDS * 1_000_000_000L;
        tally.add(late ? Outcome.HANG : outcome, how + shown(input));
    }

    private static String shown(byte[] input) {
        return Base64.getEncoder().encodeToString(Arrays.copyOf(input, Math.min(600, input.length)));
    }
}
