package org.osnas.core.agent;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.osnas.api.space.Architecture;
import org.osnas.api.space.SearchSpace;
import org.osnas.api.spi.BadInputException;
import org.osnas.core.run.CheckpointFile;
import org.osnas.core.run.RunFolder;
import org.osnas.core.supernet.SameDiffExporter;
import org.osnas.core.supernet.Supernet;
import org.osnas.core.supernet.SupernetState;

/** An architecture of a run as it was trained from scratch, by the run itself or by a later evaluation. */
public final class TrainedNetwork implements AutoCloseable {

    private final Supernet network;
    private final long steps;

    private TrainedNetwork(Supernet network, long steps) {
        this.network = network;
        this.steps = steps;
    }

    /**
     * Reads the network; of several trainings the longest that has ended.
     *
     * @throws BadInputException if the architecture has not been trained to the end in this run, or a checkpoint is
     *     damaged
     */
    public static TrainedNetwork load(RunFolder folder, SearchSpace space, Architecture architecture)
            throws IOException {
        folder.requireSpace(space);
        Architecture canonical = space.canonical(architecture);
        SearchSpace single = space.restrictTo(canonical);
        TrainedNetwork longest = null;
        for (Path file : checkpoints(folder, canonical)) {
            TrainedNetwork next = read(file, single);
            boolean better = next.steps > 0 && (longest == null || next.steps > longest.steps);
            TrainedNetwork other = better ? longest : next;
            longest = better ? next : longest;
            if (other != null) {
                other.close();
            }
        }
        if (longest == null) {
            throw new BadInputException("Architecture %s has not been trained from scratch to the end in %s. Train it:"
                            .formatted(architecture, folder.path())
                    + " osnas evaluate " + folder.path() + " --arch " + architecture);
        }
        return longest;
    }

    private static List<Path> checkpoints(RunFolder folder, Architecture architecture) throws IOException {
        String name = architecture.fileName();
        List<Path> files = new ArrayList<>();
        if (Files.exists(folder.checkpoint("retrain-" + name))) {
            files.add(folder.checkpoint("retrain-" + name));
        }
        Path directory = folder.checkpoint(name).getParent();
        try (DirectoryStream<Path> evaluated =
                Files.newDirectoryStream(directory, "evaluate-" + name + "-[0-9]*.osnas")) {
            List<Path> found = new ArrayList<>();
            evaluated.forEach(found::add);
            Collections.sort(found);
            files.addAll(found);
        }
        return files;
    }

    /** The state in a checkpoint, with zero steps if its training has not ended. */
    private static TrainedNetwork read(Path file, SearchSpace single) throws IOException {
        Supernet network = Supernet.create(single, 0);
        long[] steps = new long[1];
        CheckpointFile.read(file, (header, in) -> {
            SupernetState.read(network, in);
            boolean ended = header.path("step").asLong() == header.path("steps").asLong();
            steps[0] = ended ? header.path("step").asLong() : 0;
        });
        return new TrainedNetwork(network, steps[0]);
    }

    /** Training steps behind its weights. */
    public long steps() {
        return steps;
    }

    /** Saves it as a graph that plain SameDiff loads; see {@link SameDiffExporter}. */
    public void saveSameDiff(Path file) throws IOException {
        SameDiffExporter.save(network, Architecture.of(new int[network.space().depth()]), file);
    }

    @Override
    public void close() {
        network.close();
    }
}
