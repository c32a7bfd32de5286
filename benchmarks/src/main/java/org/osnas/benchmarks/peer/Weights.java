package org.osnas.benchmarks.peer;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.osnas.api.space.Block;
import org.osnas.api.space.SearchSpace;
import org.osnas.api.space.Weight;
import org.osnas.core.supernet.Supernet;
import org.osnas.core.supernet.SupernetState;
import org.osnas.core.weights.Initialization;

/** First weights, made once and read by every contender. */
final class Weights {

    private Weights() {}

    /** Writes the weights that a workload starts from: those of one supernet, or of one path of it. */
    static void write(Workload workload, Path file) throws IOException {
        SearchSpace whole = workload.searchSpace();
        try (Supernet supernet = Supernet.create(whole, Initialization.STANDALONE, workload.seed());
                DataOutputStream out = new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file)))) {
            if (workload.mode() == Mode.SINGLE) {
                try (Supernet path = supernet.extract(Workload.cyclic(whole, 0))) {
                    SupernetState.write(path, out);
                }
            } else {
                SupernetState.write(supernet, out);
            }
        }
    }

    /**
     * Reads them without a tensor library, as {@link SupernetState} lays them out.
     *
     * @return for each block (stem, candidates layer by layer, head) the values of {@link Block#weights}
     */
    static List<List<float[]>> read(SearchSpace space, Path file) throws IOException {
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
            if (!in.readUTF().equals(space.fingerprint())) {
                throw new IOException(file + " holds the weights of another space than " + space);
            }
            in.readLong(); // passes
            List<List<float[]>> all = new ArrayList<>();
            for (Block block : blocks(space)) {
                in.readLong(); // updates
                if (in.readBoolean()) {
                    throw new IOException(file + " holds momentum; a comparison starts from fresh weights");
                }
                float[][] trained = values(in, block, true);
                float[][] statistics = values(in, block, false);
                List<float[]> values = new ArrayList<>();
                for (int i = 0; i < trained.length; i++) {
                    values.add(trained[i] != null ? trained[i] : statistics[i]);
                }
                all.add(values);
            }
            return all;
        }
    }

    /** Stem, candidates layer by layer, head. */
    static List<Block> blocks(SearchSpace space) {
        List<Block> blocks = new ArrayList<>();
        blocks.add(space.stem());
        space.layers().forEach(layer -> blocks.addAll(layer.candidates()));
        blocks.add(space.head().block());
        return blocks;
    }

    private static float[][] values(DataInputStream in, Block block, boolean trainable) throws IOException {
        List<Weight> weights = block.weights();
        float[][] values = new float[weights.size()][];
        boolean any = false;
        for (int i = 0; i < values.length; i++) {
            if (weights.get(i).role().trainable() == trainable) {
                any = true;
                values[i] = new float[weights.get(i).length()];
                for (int k = 0; k < values[i].length; k++) {
                    values[i][k] = in.readFloat();
                }
            }
        }
        if (!any) {
            in.readFloat(); // a flat vector is never empty
        }
        return values;
    }
}
