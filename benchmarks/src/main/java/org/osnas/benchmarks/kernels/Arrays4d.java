package org.osnas.benchmarks.kernels;

import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.random.RandomGenerator;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.CustomOp;
import org.nd4j.linalg.api.ops.DynamicCustomOp;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.ops.transforms.Transforms;
import org.osnas.api.random.Seeds;
import org.osnas.engine.internal.kernel.KernelThreads;

/** Seeded arrays, their memory (keep the array reachable while its buffer is in use) and native operations on them. */
final class Arrays4d {

    private Arrays4d() {}

    /** For the kernels and for ND4J's operations, but for those of oneDNN. */
    static void useThreads(int threads) {
        KernelThreads.set(threads);
        Nd4j.getEnvironment().setMaxThreads(threads);
        Nd4j.getEnvironment().setMaxMasterThreads(threads);
    }

    static INDArray normal(String purpose, long... shape) {
        long size = 1;
        for (long extent : shape) {
            size *= extent;
        }
        float[] values = new float[(int) size];
        RandomGenerator random = Seeds.generator(1, purpose, 0);
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return Nd4j.createFromArray(values).reshape(shape);
    }

    static FloatBuffer buffer(INDArray array) {
        return array.data()
                .pointer()
                .asByteBuffer()
                .order(ByteOrder.nativeOrder())
                .asFloatBuffer();
    }

    static CustomOp operation(String name, INDArray[] inputs, INDArray[] outputs, int... arguments) {
        return DynamicCustomOp.builder(name)
                .addInputs(inputs)
                .addOutputs(outputs)
                .addIntegerArguments(arguments)
                .build();
    }

    /** Fails unless all values are equal but for rounding, relative to the largest. */
    static void same(String name, INDArray ours, INDArray other) {
        double largest = Transforms.abs(other).maxNumber().doubleValue();
        double difference = Transforms.abs(ours.sub(other)).maxNumber().doubleValue();
        if (!(difference <= 1e-4 * Math.max(1, largest))) {
            throw new IllegalStateException(name + " differs from the native operation by " + difference);
        }
    }
}
