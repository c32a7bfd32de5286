package org.osnas.reliability;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.random.RandomGenerator;
import org.osnas.api.random.Seeds;

/**
 * Odd files for all readers, as long as one likes: {@code Fuzzing SEED MINUTES}, in the root of the repository. Prints a
 * table, keeps what failed in {@code reliability/failed}, and ends with status 1 if anything did.
 */
public final class Fuzzing {

    static final Path CORPUS = Path.of("reliability/corpus");
    static final Path FAILED = Path.of("reliability/failed");

    private static final int INPUTS = 2000;

    private Fuzzing() {}

    public static void main(String[] arguments) throws Exception {
        if (arguments.length != 2) {
            System.err.println("Fuzzing SEED MINUTES");
            System.exit(2);
        }
        RandomGenerator random = Seeds.generator(Long.parseLong(arguments[0]), "fuzzing", 0);
        long end = System.nanoTime() + (long) (Double.parseDouble(arguments[1]) * 60e9);
        Path folder = Files.createTempDirectory("fuzzing");
        Fuzz fuzz = new Fuzz(
                SmallRun.in(folder), Files.createDirectories(folder.resolve("odd")), Corpus.in(CORPUS), FAILED);
        List<Tally> tallies = fuzz.all(random, INPUTS);
        while (System.nanoTime() < end) {
            fuzz.more(random, INPUTS, tallies);
        }
        System.out.println(Tally.head());
        tallies.forEach(tally -> System.out.println(tally.row()));
        List<String> bad =
                tallies.stream().flatMap(tally -> tally.bad().stream()).toList();
        bad.forEach(System.err::println);
        System.exit(bad.isEmpty() ? 0 : 1);
    }
}
