package org.osnas.tasks.internal;

import org.nd4j.linalg.api.ndarray.INDArray;

/** The numbers of an array on the heap. */
public final class Values {

    private Values() {}

    /** In c order. */
    // The copy has its own buffer from offset 0, whatever view or pooled memory the array was.
    public static float[] of(INDArray array) {
        try (INDArray copy = array.dup('c')) {
            return copy.data().asFloat();
        }
    }
}
