package org.osnas.core.agent;

import java.io.IOException;
import java.nio.file.Path;
import org.osnas.api.space.Architecture;
import org.osnas.api.space.SearchSpace;
import org.osnas.api.space.StandaloneNetwork;
import org.osnas.core.run.Checkpoint;
import org.osnas.core.run.Identity;
import org.osnas.core.run.RunStore;
import org.osnas.core.run.WeightOrigin;
import org.osnas.core.supernet.SameDiffExporter;
import org.osnas.core.supernet.Supernet;
import org.osnas.core.supernet.SupernetState;

/** An architecture of a run with its weights: as the run itself or a later evaluation trained it, or as it is in the supernet. */
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
     * @param origin which weights
     * @throws RunException if the architecture has no such weights in this run, or a checkpoint is damaged
     * @throws org.osnas.core.file.FileException if the training was that of another run
     */
    public static TrainedNetwork load(RunStore store, SearchSpace space, Architecture architecture, WeightOrigin origin)
            throws IOException {
        store.requireSpace(space);
        Architecture canonical = space.canonical(architecture);
        SearchSpace single = space.restrictTo(canonical);
        Checkpoint longest = null;
        long most = 0;
        for (Checkpoint file : store.networks(origin, canonical)) {
            long steps = stepsOfEnded(file);
            if (steps > most) {
                longest = file;
                most = steps;
            }
        }
        if (longest == null) {
            throw RunException.noWeights(store.place(), architecture, origin);
        }
        Supernet network = Supernet.create(single, 0);
        Identity identity = Identities.run(store.description().orElseThrow(), space);
        String name = "Checkpoint " + longest;
        longest.read((header, in) -> {
            identity.requireBeginning(header, name);
            SupernetState.read(network, in);
        });
        return new TrainedNetwork(network, most);
    }

    /** Steps of the training that a checkpoint belongs to; zero if it has not ended. */
    private static long stepsOfEnded(Checkpoint file) throws IOException {
        long[] steps = new long[1];
        file.read((header, in) -> {
            steps[0] = TrainingState.hasEnded(header) ? header.path("step").asLong() : 0;
        });
        return steps[0];
    }

    /** Training steps behind its weights. */
    public long steps() {
        return steps;
    }

    /** Its description and its weights. */
    public StandaloneNetwork standalone() {
        return network.standalone(Architecture.of(new int[network.space().depth()]));
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
