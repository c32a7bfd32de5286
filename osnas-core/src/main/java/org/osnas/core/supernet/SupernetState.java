package org.osnas.core.supernet;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.IdentityHashMap;
import java.util.Map;
import org.osnas.api.spi.BadInputException;
import org.osnas.core.internal.weights.SharedBlock;
import org.osnas.engine.internal.plan.Tensor;

/**
 * Everything that training changes, as bytes: weights, running statistics, momentum and counters of every block. A
 * supernet that reads it goes on bit for bit as the one that wrote it would have.
 */
public final class SupernetState {

    private SupernetState() {}

    public static void write(Supernet supernet, DataOutputStream out) throws IOException {
        out.writeUTF(supernet.space().fingerprint());
        out.writeLong(supernet.passes());
        for (SharedBlock block : supernet.network().blocks()) {
            out.writeLong(block.updates());
            out.writeBoolean(block.momentum() != null);
            write(block.weights().trained(), out);
            write(block.weights().statistics(), out);
            if (block.momentum() != null) {
                write(block.momentum(), out);
            }
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
            long updates = in.readLong();
            boolean momentum = in.readBoolean();
            block.restoreMomentum(momentum, updates);
            read(block.weights().trained(), in);
            read(block.weights().statistics(), in);
            if (momentum) {
                read(block.momentum(), in);
            }
        }
    }

    /** How to get back from the midst of a training step to before it: what its passes change before its update. */
    public static Runnable keep(Supernet supernet) {
        long passes = supernet.passes();
        Map<Tensor, float[]> statistics = new IdentityHashMap<>();
        for (SharedBlock block : supernet.network().blocks()) {
            Tensor tensor = block.weights().statistics();
            statistics.put(tensor, tensor.toArray());
        }
        return () -> {
            supernet.restorePasses(passes);
            supernet.network().forgetGradients();
            statistics.forEach(Tensor::write);
        };
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
