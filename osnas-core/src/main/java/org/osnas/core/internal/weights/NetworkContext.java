package org.osnas.core.internal.weights;

import java.util.LinkedHashSet;
import java.util.Set;
import org.osnas.engine.internal.plan.Kernels;
import org.osnas.engine.internal.plan.TensorPool;

/**
 * What all stages of one network share.
 *
 * @param pool lends activations and gradients of them
 * @param touched blocks that have gradients since the last update, in order of first use
 */
record NetworkContext(TensorPool pool, Set<SharedBlock> touched) {

    static NetworkContext of(Kernels kernels) {
        return new NetworkContext(new TensorPool(kernels), new LinkedHashSet<>());
    }
}
