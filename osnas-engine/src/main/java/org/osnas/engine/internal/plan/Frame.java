package org.osnas.engine.internal.plan;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The arrays of one pass of a plan: values, gradients, and what instructions save for the way back. */
final class Frame {

    /** Where a value comes from. */
    enum Kind {
        INPUT,
        WEIGHT,
        CONSTANT,
        COMPUTED
    }

    private final TensorPool pool;
    private final Kind[] kinds;
    private final Tensor[] values;
    private final Tensor[] gradients;
    private final Tensor[] weightGradients;
    private final boolean[] inPlace;
    private final Object[] saved;
    private @Nullable ForwardMode mode;
    private boolean inputGradientWanted;

    /**
     * @param fixed arrays of weights and constants by value number, null elsewhere
     * @param weightGradients where gradients of trained weights are written, null elsewhere
     * @param inPlace whether the instruction that reads this value last may overwrite it in evaluation
     */
    Frame(
            TensorPool pool,
            Kind[] kinds,
            Tensor[] fixed,
            Tensor[] weightGradients,
            boolean[] inPlace,
            int instructions) {
        this.pool = pool;
        this.kinds = kinds;
        this.values = fixed;
        this.gradients = new Tensor[kinds.length];
        this.weightGradients = weightGradients;
        this.inPlace = inPlace;
        this.saved = new Object[instructions];
    }

    void begin(ForwardMode newMode) {
        mode = newMode;
    }

    void setInput(int v, Tensor input) {
        values[v] = input;
    }

    void inputGradientWanted(boolean wanted) {
        inputGradientWanted = wanted;
    }

    /** Lends scratch arrays. */
    TensorPool pool() {
        return pool;
    }

    Kernels kernels() {
        return pool.kernels();
    }

    ForwardMode mode() {
        return Objects.requireNonNull(mode, "begin comes first");
    }

    boolean training() {
        return mode instanceof ForwardMode.Training;
    }

    Tensor value(int v) {
        return values[v];
    }

    /** A fresh array for a computed value. */
    Tensor allocate(int v, long... shape) {
        values[v] = pool.acquire(shape);
        return values[v];
    }

    /** Lets {@code output} take over the array of {@code input}, if nobody else needs it; else a fresh one. */
    Tensor overwrite(int input, int output) {
        if (!training() && inPlace[input] && kinds[input] == Kind.COMPUTED) {
            values[output] = values[input];
            values[input] = null;
            return values[output];
        }
        return allocate(output, values[input].shape());
    }

    /** A temporary array; give it back with {@link #free}. */
    Tensor scratch(long... shape) {
        return pool.acquire(shape);
    }

    void free(Tensor scratch) {
        pool.release(scratch);
    }

    /** Whether there is a gradient of a value: something downstream depends on it. */
    boolean reached(int v) {
        return gradients[v] != null;
    }

    /** Gradient of an output that is {@link #reached}. */
    Tensor gradient(int v) {
        return gradients[v];
    }

    /** Whether a gradient for this value is of use. */
    boolean wants(int v) {
        return switch (kinds[v]) {
            case INPUT -> inputGradientWanted;
            case WEIGHT -> weightGradients[v] != null;
            case CONSTANT -> false;
            case COMPUTED -> true;
        };
    }

    /** An array into which a contribution to the gradient of {@code v} is written; then call {@link #contribute}. */
    Tensor target(int v) {
        return gradients[v] == null && weightGradients[v] != null
                ? weightGradients[v]
                : pool.acquire(values[v].shape());
    }

    /** Adds a contribution that was written to an array from {@link #target}; the frame owns it from here. */
    void contribute(int v, Tensor contribution) {
        if (gradients[v] == null) {
            gradients[v] = contribution;
        } else {
            kernels().add(gradients[v], contribution, gradients[v]);
            pool.release(contribution);
        }
    }

    /** Takes the gradient of an output that is {@link #reached} away, so that the caller may overwrite it and pass it on. */
    Tensor takeGradient(int v) {
        Tensor gradient = gradients[v];
        gradients[v] = null;
        return gradient;
    }

    Object saved(int instruction) {
        return saved[instruction];
    }

    void save(int instruction, Object object) {
        saved[instruction] = object;
    }

    /** Gives a computed value back to the pool. */
    void drop(int v) {
        if (kinds[v] == Kind.COMPUTED && values[v] != null) {
            pool.release(values[v]);
            values[v] = null;
        }
    }

    /** Gives the gradient of a computed value back to the pool. */
    void dropGradient(int v) {
        if (gradients[v] != null && kinds[v] == Kind.COMPUTED) {
            pool.release(gradients[v]);
        }
        gradients[v] = null;
    }

    /** Ends a backward pass: the weight gradients stay in their arrays, those that nothing reached become zero. */
    void settleWeightGradients() {
        for (int v = 0; v < kinds.length; v++) {
            if (weightGradients[v] != null) {
                if (gradients[v] == null) {
                    weightGradients[v].array().assign(0f);
                }
                gradients[v] = null;
            }
        }
    }

    /** Hands a value over to the caller; of an input, which is the caller's already, a copy. */
    Tensor take(int v) {
        Tensor value = values[v];
        if (kinds[v] == Kind.INPUT) {
            Tensor copy = pool.acquire(value.shape());
            kernels().copy(value, copy);
            return copy;
        }
        values[v] = null;
        return value;
    }

    void forgetInput(int v) {
        values[v] = null;
    }
}
