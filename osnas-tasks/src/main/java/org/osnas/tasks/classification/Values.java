package org.osnas.tasks.classification;

import org.nd4j.linalg.api.ndarray.INDArray;

/** The numbers of an array on the heap. */
final class Values {

    private Values() {}

    // The copy has its own buffer from offset 0, whatever view or pooled memory the array was.
    static float[] of(INDArray array) {
        try (INDArray copy = array.dup('c')) {
            return copy.data().asFloat();
        }
    }
}
