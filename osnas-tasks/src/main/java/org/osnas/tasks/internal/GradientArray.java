package org.osnas.tasks.internal;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** An array for the gradient of an output, used again for as long as outputs have the same shape. Not safe for two threads. */
public final class GradientArray {

    private @Nullable INDArray last;

    /** The array, FLOAT in c order, whose content is that of the last use or any; valid until the next call. */
    public INDArray of(long[] shape) {
        INDArray array = last;
        if (array == null || !Arrays.equals(array.shape(), shape)) {
            if (array != null) {
                array.close();
            }
            array = Nd4j.createUninitialized(DataType.FLOAT, shape, 'c');
            last = array;
        }
        return array;
    }
}
