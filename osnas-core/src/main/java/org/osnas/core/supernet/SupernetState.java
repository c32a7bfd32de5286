package org.osnas.core.supernet;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.osnas.api.spi.BadInputException;
import org.osnas.core.internal.weights.SharedBlock;
import org.osnas.core.internal.weights.TrainedVector;
import org.osnas.engine.internal.plan.Tensor;

/**
 * Everything that training changes, as bytes: weights, running statistics, momentum and counters of every block, and
 * behind them the weights that the criteria of the task own, if any. A supernet that reads it goes on bit for bit as the
 * one that wrote it would have.
 */
public final class SupernetState {

    /** Added to the number of remembered vectors if a moving average stands behind them. */
    private static final int AVERAGED = 64;

    private SupernetState() {}

    public static void write(Supernet supernet, DataOutputStream out) throws IOException {
        out.writeUTF(supernet.space().fingerprint());
        out.writeLong(supernet.passes());
        for (SharedBlock block : supernet.network().blocks()) {
            writeCounters(block.trained(), out);
            write(block.weights().trained(), out);
            write(block.weights().statistics(), out);
            writeStates(block.trained(), out);
        }
    }

    /** What {@link #write(Supernet, DataOutputStream)} writes, and behind it the weights that the task's criteria own. */
    public static void write(Supernet supernet, LearningTask task, DataOutputStream out) throws IOException {
        write(supernet, out);
        for (TrainedVector vector : task.vectors()) {
            writeCounters(vector, out);
            write(vector.weights(), out);
            writeStates(vector, out);
        }
    }

    /**
     * The same without what the optimizer remembers: for a network that trains no more. What reads the one reads the
     * other.
     */
    public static void writeWeights(Supernet supernet, LearningTask task, DataOutputStream out) throws IOException {
        out.writeUTF(supernet.space().fingerprint());
        out.writeLong(supernet.passes());
        for (SharedBlock block : supernet.network().blocks()) {
            writeWeights(block.trained(), out);
            write(block.weights().statistics(), out);
        }
        for (TrainedVector vector : task.vectors()) {
            writeWeights(vector, out);
        }
    }

    private static void writeWeights(TrainedVector vector, DataOutputStream out) throws IOException {
        out.writeLong(vector.updates());
        out.writeByte(0);
        write(vector.weights(), out);
    }

    private static void writeCounters(TrainedVector vector, DataOutputStream out) throws IOException {
        out.writeLong(vector.updates());
        // Of gradient descent, what a boolean was.
        out.writeByte(vector.states().size() + (vector.average().isPresent() ? AVERAGED : 0));
    }

    private static void writeStates(TrainedVector vector, DataOutputStream out) throws IOException {
        for (Tensor state : vector.states()) {
            write(state, out);
        }
        if (vector.average().isPresent()) {
            write(vector.average().get(), out);
        }
    }

    /**
     * Reads what {@link #write} wrote.
     *
     * @throws BadInputException if it belongs to another space; nothing is changed then
     */
    public static void read(Supernet supernet, DataInputStream in) throws IOException {
        String fingerprint = in.readUTF();
        if (!fingerprint.equals(supernet.space().fingerprint())) {
            throw new BadInputException("The checkpoint belongs to a space with fingerprint " + fingerprint
                    + ", but the run uses " + supernet.space().name() + " at "
                    + supernet.space().input() + " (" + supernet.space().fingerprint() + ")");
        }
        supernet.restorePasses(in.readLong());
        for (SharedBlock block : supernet.network().blocks()) {
            readCounters(block.trained(), in);
            read(block.weights().trained(), in);
            read(block.weights().statistics(), in);
            readStates(block.trained(), in);
        }
    }

    /** Reads what {@link #write(Supernet, LearningTask, DataOutputStream)} wrote for a task with as many weights. */
    public static void read(Supernet supernet, LearningTask task, DataInputStream in) throws IOException {
        read(supernet, in);
        for (TrainedVector vector : task.vectors()) {
            readCounters(vector, in);
            read(vector.weights(), in);
            readStates(vector, in);
        }
    }

    private static void readCounters(TrainedVector vector, DataInputStream in) throws IOException {
        long updates = in.readLong();
        int count = in.readByte();
        vector.restore(count % AVERAGED, count >= AVERAGED, updates);
    }

    private static void readStates(TrainedVector vector, DataInputStream in) throws IOException {
        for (Tensor state : vector.states()) {
            read(state, in);
        }
        if (vector.average().isPresent()) {
            read(vector.average().get(), in);
        }
    }

    /** How to get back from the midst of a training step to before it: what its passes change before its update. */
    public static Runnable keep(Supernet supernet, LearningTask task) {
        long passes = supernet.passes();
        Map<Tensor, float[]> statistics = new IdentityHashMap<>();
        for (SharedBlock block : supernet.network().blocks()) {
            Tensor tensor = block.weights().statistics();
            statistics.put(tensor, tensor.toArray());
        }
        return () -> {
            supernet.restorePasses(passes);
            supernet.network().forgetGradients();
            task.forgetGradients();
            statistics.forEach(Tensor::write);
        };
    }

    /**
     * Puts the moving averages of all weights in their place, where there is one.
     *
     * @return how to get back to the weights and running statistics of now
     */
    public static Runnable takeAverages(Supernet supernet, LearningTask task) {
        Map<Tensor, float[]> before = new IdentityHashMap<>();
        List<TrainedVector> vectors = new ArrayList<>(task.vectors());
        for (SharedBlock block : supernet.network().blocks()) {
            vectors.add(block.trained());
            before.put(
                    block.weights().statistics(), block.weights().statistics().toArray());
        }
        for (TrainedVector vector : vectors) {
            before.put(vector.weights(), vector.weights().toArray());
            vector.average().ifPresent(average -> vector.weights().write(average.toArray()));
        }
        return () -> before.forEach(Tensor::write);
    }

    private static void write(Tensor tensor, DataOutputStream out) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(tensor.length() * Float.BYTES);
        bytes.asFloatBuffer().put(tensor.toArray());
        out.write(bytes.array());
    }

    private static void read(Tensor tensor, DataInputStream in) throws IOException {
        byte[] bytes = new byte[tensor.length() * Float.BYTES];
        in.readFully(bytes);
        float[] values = new float[tensor.length()];
        ByteBuffer.wrap(bytes).asFloatBuffer().get(values);
        tensor.write(values);
    }
}
