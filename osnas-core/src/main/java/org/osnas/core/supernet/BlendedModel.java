package org.osnas.core.supernet;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.osnas.api.task.Model;
import org.osnas.api.task.Outputs;

/** A model that two criteria look at by turns: one forward pass for both, and one backward pass of what they say together. */
final class BlendedModel {

    private final Model model;
    private @Nullable Outputs outputs;
    private @Nullable Outputs gradients;

    BlendedModel(Model model) {
        this.model = model;
    }

    /**
     * What a criterion sees.
     *
     * @param weight factor of its loss
     */
    Model weighted(double weight) {
        return new Model() {
            @Override
            public Outputs forward(INDArray inputs) {
                Outputs known = outputs == null ? model.forward(inputs) : outputs;
                outputs = known;
                return known;
            }

            @Override
            public void backward(Outputs given) {
                add(given, weight);
            }
        };
    }

    // Criteria use their arrays again, so that theirs are copied.
    private void add(Outputs given, double weight) {
        Outputs before = gradients;
        if (before == null) {
            gradients = given.map(array -> array.mul(weight));
        } else {
            before.names().forEach(name -> before.get(name).addi(given.get(name).mul(weight)));
        }
    }

    /** Goes back through the network. */
    void backward() {
        model.backward(Objects.requireNonNull(gradients, "a criterion comes first"));
    }
}
