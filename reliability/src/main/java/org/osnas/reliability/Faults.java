package org.osnas.reliability;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.osnas.reliability.Tally.Outcome;
import org.osnas.reliability.disk.Disk;
import org.osnas.reliability.disk.Fault;

/** A run, each of whose file operations fails once; and the power cut at each of them. */
public final class Faults {

    private final SmallRun small;
    private final Path folder;
    private final String whole;
    private final long operations;

    /**
     * @param folder for the runs that are made and removed
     */
    public Faults(SmallRun small, Path folder) throws IOException {
        this.small = small;
        this.folder = folder;
        Disk sound = Disk.sound();
        this.whole = small.run(sound.path(folder.resolve("sound")), "random");
        this.operations = sound.count();
    }

    /** File operations of the whole run. */
    public long operations() {
        return operations;
    }

    /** Lets one operation fail, and goes on when the fault is gone. */
    public void fail(Fault fault, long operation, Tally tally) throws IOException {
        Path run = folder.resolve("failed-" + fault + "-" + operation);
        Disk disk = Disk.failing(fault, operation);
        attempt(disk, run, run, tally);
    }

    /** Cuts the power at an operation, and goes on with what was forced to the disk before. */
    public void cut(long operation, Tally tally) throws IOException {
        Path run = folder.resolve("cut-" + operation);
        attempt(Disk.cut(operation), run, folder.resolve("after-" + operation), tally);
    }

    private void attempt(Disk disk, Path run, Path after, Tally tally) throws IOException {
        Outcome first = Outcome.NO_EFFECT;
        String said = "";
        try {
            String bits = small.run(disk.path(run), "random");
            first = bits.equals(whole) ? Outcome.NO_EFFECT : Outcome.CHANGED_SILENTLY;
        } catch (IOException | RuntimeException e) {
            first = Tally.of(e) == Outcome.REFUSED ? Outcome.RECOVERED : Outcome.DEFECT;
            said = e.toString();
        }
        String how = disk.failed() + ": " + said;
        if (first == Outcome.RECOVERED || first == Outcome.NO_EFFECT) {
            first = goneOn(disk, run, after, first);
        }
        tally.add(first, how);
        remove(run);
        remove(after);
    }

    private Outcome goneOn(Disk disk, Path run, Path after, Outcome before) throws IOException {
        if (!after.equals(run)) {
            disk.afterCut(run, after);
        }
        try {
            return small.run(after, "random").equals(whole) ? before : Outcome.CHANGED_SILENTLY;
        } catch (IOException | RuntimeException e) {
            return Outcome.DEFECT;
        }
    }

    private static void remove(Path folder) throws IOException {
        if (Files.exists(folder)) {
            List<Path> all;
            try (Stream<Path> files = Files.walk(folder)) {
                all = files.sorted(Comparator.reverseOrder()).toList();
            }
            for (Path file : all) {
                Files.delete(file);
            }
        }
    }
}
