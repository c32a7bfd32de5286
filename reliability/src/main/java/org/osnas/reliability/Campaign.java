package org.osnas.reliability;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.osnas.api.random.Seeds;
import org.osnas.reliability.disk.Fault;

/**
 * The long campaign: {@code Campaign SEED MINUTES RESULTS}. Three quarters of the time kill processes, the rest is for faults,
 * power cuts, damage and odd files. Writes a table, and ends with status 1 if anything happened that must not.
 */
public final class Campaign {

    private final RandomGenerator random;
    private final Path folder;
    private final SmallRun small;
    private final List<Tally> tallies = new ArrayList<>();

    private Campaign(long seed, Path folder) throws IOException {
        this.random = Seeds.generator(seed, "campaign", 0);
        this.folder = folder;
        this.small = SmallRun.in(folder);
    }

    public static void main(String[] arguments) throws Exception {
        if (arguments.length != 3) {
            System.err.println("Campaign SEED MINUTES RESULTS");
            System.exit(2);
        }
        long seed = Long.parseLong(arguments[0]);
        double minutes = Double.parseDouble(arguments[1]);
        Campaign campaign = new Campaign(seed, Files.createTempDirectory("campaign"));
        long kills = campaign.kills(minutes * 0.75);
        campaign.faults(minutes * 0.1);
        campaign.files(minutes * 0.15);
        campaign.write(Path.of(arguments[2]), seed, minutes, kills);
        List<String> bad =
                campaign.tallies.stream().flatMap(tally -> tally.bad().stream()).toList();
        bad.forEach(System.err::println);
        System.exit(bad.isEmpty() ? 0 : 1);
    }

    private static long end(double minutes) {
        return System.nanoTime() + (long) (minutes * 60e9);
    }

    private long kills(double minutes) throws IOException, InterruptedException {
        Kills kills = new Kills();
        Path finished = folder.resolve("finished");
        small.run(finished, "random");
        List<String> whole = new ArrayList<>();
        List<Tally> killed = new ArrayList<>();
        for (Command command : new Commands(small, folder.resolve("whole"), finished).all()) {
            whole.add(kills.undisturbed(command));
            killed.add(new Tally("kill -9: " + command.name()));
        }
        tallies.addAll(killed);
        long end = end(minutes);
        for (int round = 0; System.nanoTime() < end; round++) {
            Path own = folder.resolve("killed-" + round);
            List<Command> commands = new Commands(small, own, finished).all();
            for (int i = 0; i < commands.size() && System.nanoTime() < end; i++) {
                kills.kill(commands.get(i), whole.get(i), random, killed.get(i));
            }
            if (killed.stream().allMatch(tally -> tally.bad().isEmpty())) {
                delete(own);
            }
        }
        return kills.kills();
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    private void faults(double minutes) throws IOException {
        Faults faults = new Faults(small, Files.createDirectories(folder.resolve("faults")));
        Tally failed = new Tally("a file operation fails (of " + faults.operations() + ")");
        Tally cut = new Tally("the power is cut");
        long end = end(minutes);
        for (long i = 0; i < faults.operations() && System.nanoTime() < end; i++) {
            // Spread over the run, whatever time there is for it.
            long operation = i * 7919 % faults.operations();
            faults.fail(Fault.values()[(int) (i % Fault.values().length)], operation, failed);
            faults.cut(operation, cut);
        }
        tallies.add(failed);
        tallies.add(cut);
    }

    private void files(double minutes) throws IOException {
        Path run = folder.resolve("damaged");
        small.run(run, "random");
        for (Tally tally : new Damage(run).all(random, 10_000, 10_000)) {
            tallies.add(tally);
        }
        Fuzz fuzz = new Fuzz(
                small, Files.createDirectories(folder.resolve("odd")), Corpus.in(Fuzzing.CORPUS), Fuzzing.FAILED);
        long end = end(minutes);
        List<Tally> odd = fuzz.all(random, 1000);
        while (System.nanoTime() < end) {
            fuzz.more(random, 1000, odd);
        }
        tallies.addAll(odd);
    }

    private void write(Path file, long seed, double minutes, long kills) throws IOException {
        StringBuilder text = new StringBuilder(
                "# What the campaign found\n\n`reliability/run.sh %d %s`: %d processes were killed.\n\n"
                        .formatted(seed, minutes, kills));
        text.append(Tally.head()).append('\n');
        tallies.forEach(tally -> text.append(tally.row()).append('\n'));
        Files.writeString(file, text);
        System.out.println(text);
    }
}
