package org.osnas.core.supernet;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.osnas.api.task.Model;
import org.osnas.api.task.Outputs;

/** A model that keeps a copy of its last outputs, for students to learn from. */
final class RecordingModel implements Model, AutoCloseable {

    private final Model model;
    private @Nullable Outputs recorded;

    RecordingModel(Model model) {
        this.model = model;
    }

    @Override
    public Outputs forward(INDArray inputs) {
        Outputs result = model.forward(inputs);
        close();
        recorded = result.map(output -> output.dup('c'));
        return result;
    }

    @Override
    public void backward(Outputs gradients) {
        model.backward(gradients);
    }

    /** Constants: they know nothing of the network that made them. */
    Outputs outputs() {
        return Objects.requireNonNull(recorded, "forward comes first");
    }

    @Override
    public void close() {
        Outputs outputs = recorded;
        if (outputs != null) {
            outputs.names().forEach(name -> outputs.get(name).close());
            recorded = null;
        }
    }
}
