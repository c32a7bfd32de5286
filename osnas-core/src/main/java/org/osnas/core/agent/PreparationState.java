package org.osnas.core.agent;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import org.osnas.api.search.Preparation;
import org.osnas.core.run.Checkpoint;
import org.osnas.core.run.Identity;

/** Where the preparation of a search is kept, with how many held-out batches it has used. */
final class PreparationState {

    private static final String BATCHES = "held_out_batches";

    private final Checkpoint checkpoint;
    private final Identity identity;
    private long batches;
    private double[] state = {};

    /**
     * Reads what is kept, if anything is.
     *
     * @throws org.osnas.core.file.FileException if it is that of another preparation
     */
    PreparationState(Checkpoint checkpoint, Identity identity) throws IOException {
        this.checkpoint = checkpoint;
        this.identity = identity;
        if (checkpoint.exists()) {
            checkpoint.read((header, in) -> {
                identity.require(header, "Checkpoint " + checkpoint);
                batches = header.path(BATCHES).asLong();
                state = new double[in.readInt()];
                for (int i = 0; i < state.length; i++) {
                    state[i] = in.readDouble();
                }
            });
        }
    }

    /** Held-out batches that were used when it was saved. */
    long batches() {
        return batches;
    }

    void restore(Preparation preparation) {
        if (state.length > 0) {
            preparation.restore(state);
        }
    }

    void save(Preparation preparation, long usedBatches) throws IOException {
        ObjectNode header = JsonNodeFactory.instance.objectNode();
        header.put("phase", Phase.PREPARE.word());
        header.put("step", preparation.done());
        header.put("steps", preparation.steps());
        header.put(BATCHES, usedBatches);
        identity.write(header);
        double[] values = preparation.state();
        checkpoint.write(header, out -> {
            out.writeInt(values.length);
            for (double value : values) {
                out.writeDouble(value);
            }
        });
    }
}
