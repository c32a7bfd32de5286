package org.osnas.reliability;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osnas.api.random.Seeds;
import org.osnas.reliability.Tally.Outcome;
import org.osnas.reliability.disk.Fault;

/** The campaign in short. */
class CampaignTest {

    private static final RandomGenerator RANDOM = Seeds.generator(1, "campaign", 0);

    @TempDir
    static Path folder;

    private static SmallRun small;

    @BeforeAll
    static void data() throws IOException {
        small = SmallRun.in(folder);
    }

    @Test
    void everyFaultOfADiskIsSaidAndGoneOnFrom() throws IOException {
        Faults faults = new Faults(small, folder.resolve("faults"));
        Tally tally = new Tally("faults");
        assertThat(faults.operations()).isGreaterThan(100);
        for (int i = 0; i < 15; i++) {
            Fault fault = Fault.values()[i % Fault.values().length];
            faults.fail(fault, RANDOM.nextLong(faults.operations()), tally);
        }
        assertThat(tally.bad()).isEmpty();
        assertThat(tally.count(Outcome.RECOVERED)).as("most faults are noticed").isGreaterThan(7);
    }

    @Test
    void afterAPowerCutARunGoesOnToTheSameBits() throws IOException {
        Faults faults = new Faults(small, folder.resolve("cuts"));
        Tally tally = new Tally("power cuts");
        for (int i = 0; i < 10; i++) {
            faults.cut(RANDOM.nextLong(faults.operations()), tally);
        }
        assertThat(tally.bad()).isEmpty();
        assertThat(tally.count(Outcome.RECOVERED)).isGreaterThan(5);
    }

    @Test
    void noDamageOfAFileChangesARunSilently() throws IOException {
        Path run = folder.resolve("damaged");
        small.run(run, "random");
        List<Tally> tallies = new Damage(run).all(RANDOM, 150, 150);
        assertThat(tallies).allSatisfy(tally -> {
            assertThat(tally.bad()).isEmpty();
            assertThat(tally.count(Outcome.REFUSED)).as(tally.row()).isGreaterThan(tally.tried() / 2);
        });
    }

    @Test
    void oddFilesAreReadOrRefusedInASentence() throws IOException {
        Fuzz fuzz = new Fuzz(
                small,
                Files.createDirectories(folder.resolve("odd")),
                Corpus.in(Path.of("corpus")),
                Path.of("target/failed"));
        List<Tally> tallies = fuzz.all(RANDOM, 200);
        assertThat(tallies).allSatisfy(tally -> {
            assertThat(tally.bad()).isEmpty();
            assertThat(tally.count(Outcome.REFUSED)).as(tally.row()).isPositive();
        });
    }

    @Test
    void everySampleOfAFormatIsReadOrRefusedWithinASecondAnd200Megabytes() throws IOException {
        List<Kinds.Measured> kinds = Kinds.of(Path.of(".."), Files.createDirectories(folder.resolve("kinds")));
        assertThat(kinds)
                .hasSizeGreaterThan(200)
                .allSatisfy(one -> assertThat(one.outcome()).as(one + "").isIn(Outcome.NO_EFFECT, Outcome.REFUSED));
    }

    @Test
    void aKilledSearchEndsWithTheSameBits() throws Exception {
        assertThat(bad(
                        commands("search").search("random"),
                        commands("killed-search").search("random")))
                .isEmpty();
    }

    @Test
    void aKilledTrainingOfASupernetEndsWithTheSameWeightsThoughItTookAnotherTime() throws Exception {
        assertThat(bad(
                        commands("supernet").supernet(),
                        commands("killed-supernet").supernet()))
                .isEmpty();
    }

    private static Commands commands(String own) throws IOException {
        return new Commands(small, folder.resolve(own), folder.resolve("finished"));
    }

    private static List<String> bad(Command whole, Command killed) throws Exception {
        Kills kills = new Kills();
        Tally tally = new Tally("kills");
        kills.kill(killed, kills.undisturbed(whole), RANDOM, tally);
        return tally.bad();
    }
}
