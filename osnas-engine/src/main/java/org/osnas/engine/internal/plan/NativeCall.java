package org.osnas.engine.internal.plan;

import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.DynamicCustomOp;
import org.nd4j.linalg.api.ops.OpContext;
import org.nd4j.linalg.api.shape.LongShapeDescriptor;
import org.nd4j.linalg.factory.Nd4j;

/** One libnd4j operation with fixed arguments and a context that is reused; several times cheaper than a new call. */
final class NativeCall {

    private final DynamicCustomOp operation;
    private final OpContext context;

    NativeCall(String name, long[] iArgs, double[] tArgs, boolean[] bArgs) {
        operation = DynamicCustomOp.builder(name).build();
        context = Nd4j.getExecutioner().buildContext();
        if (iArgs.length > 0) {
            context.setIArguments(iArgs);
        }
        if (tArgs.length > 0) {
            context.setTArguments(tArgs);
        }
        if (bArgs.length > 0) {
            context.setBArguments(bArgs);
        }
    }

    static NativeCall of(String name, long... iArgs) {
        return new NativeCall(name, iArgs, new double[0], new boolean[0]);
    }

    void run(List<INDArray> inputs, List<INDArray> outputs) {
        for (int i = 0; i < inputs.size(); i++) {
            context.setInputArray(i, inputs.get(i));
        }
        for (int i = 0; i < outputs.size(); i++) {
            context.setOutputArray(i, outputs.get(i));
        }
        Nd4j.exec(operation, context);
    }

    /** Shapes of the outputs for the given inputs. */
    List<long[]> outputShapes(List<INDArray> inputs) {
        for (int i = 0; i < inputs.size(); i++) {
            context.setInputArray(i, inputs.get(i));
        }
        return Nd4j.getExecutioner().calculateOutputShape(operation, context).stream()
                .map(LongShapeDescriptor::getShape)
                .toList();
    }
}
