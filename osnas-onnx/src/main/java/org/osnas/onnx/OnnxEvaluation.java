package org.osnas.onnx;

import java.util.LinkedHashMap;
import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.osnas.api.task.Batch;
import org.osnas.api.task.Dataflow;
import org.osnas.api.task.Evaluation;
import org.osnas.api.task.Outputs;
import org.osnas.api.task.Split;
import org.osnas.api.task.TrainingAgent;

/** A model in ONNX Runtime on the batches of a data set. */
public final class OnnxEvaluation {

    private OnnxEvaluation() {}

    /** The inputs of a batch as models take them. */
    public static OnnxRuntimeNetwork.Tensor inputs(Batch batch) {
        INDArray x = batch.inputs();
        return new OnnxRuntimeNetwork.Tensor(
                x.permute(0, 3, 1, 2).dup('c').data().asFloat(), x.size(0), x.size(3), x.size(1), x.size(2));
    }

    /**
     * Evaluates a model for prepared inputs.
     *
     * @param agent of the task that the model is for
     */
    public static Evaluation of(OnnxModel model, Dataflow data, Split split, TrainingAgent agent) {
        Evaluation evaluation = agent.evaluation();
        try (OnnxRuntimeNetwork network = OnnxRuntimeNetwork.load(model.bytes(), 1);
                Dataflow.BatchStream batches = data.evaluation(split)) {
            while (batches.hasNext()) {
                try (Batch batch = batches.next()) {
                    Map<String, INDArray> outputs = new LinkedHashMap<>();
                    network.run(inputs(batch)).forEach((name, tensor) -> outputs.put(name, channelsLast(tensor)));
                    evaluation.add(Outputs.of(outputs), batch);
                }
            }
        }
        return evaluation;
    }

    private static INDArray channelsLast(OnnxRuntimeNetwork.Tensor tensor) {
        INDArray array = Nd4j.create(tensor.values(), tensor.shape(), 'c');
        return array.rank() == 4 ? array.permute(0, 2, 3, 1).dup('c') : array;
    }
}
