package org.osnas.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import org.osnas.api.cost.Conditions;
import org.osnas.api.space.StandaloneNetwork;
import org.osnas.api.task.Batch;
import org.osnas.api.task.Dataflow;
import org.osnas.api.task.Split;
import org.osnas.core.agent.Run;
import org.osnas.core.deploy.NetworkInfo;
import org.osnas.core.internal.deploy.Deployed.Figures;
import org.osnas.core.internal.deploy.Deployed.Latency;
import org.osnas.onnx.Calibration;
import org.osnas.onnx.Int8;
import org.osnas.onnx.OnnxEvaluation;
import org.osnas.onnx.OnnxModel;
import org.osnas.onnx.OnnxOptions;
import org.osnas.onnx.OnnxRuntimeLatency;
import org.osnas.onnx.OnnxRuntimeNetwork;

/** A network in eight bits, beside the same in floats: size, score on the test split, latency here. */
final class Int8Export {

    /** The runtime of networks in eight bits, as tables name it. */
    private static final String INT8 = "onnxruntime-int8";

    private final Run run;
    private final PrintWriter out;

    Int8Export(Run run, PrintWriter out) {
        this.run = run;
        this.out = out;
    }

    /** A network in both forms. */
    record Compared(Figures floats, Figures integers) {}

    Compared write(StandaloneNetwork network, NetworkInfo info, Calibration calibration, Path file, ExportRecord record)
            throws IOException {
        OnnxModel floats = OnnxModel.of(network, OnnxOptions.DEFAULT.withMetadata(info.texts()));
        List<OnnxRuntimeNetwork.Tensor> inputs = new ArrayList<>();
        try (Dataflow.BatchStream batches =
                run.data().calibration(run.supernet().recalibrationBatches())) {
            while (batches.hasNext()) {
                try (Batch batch = batches.next()) {
                    inputs.add(OnnxEvaluation.inputs(batch));
                }
            }
        }
        OnnxModel integers = Int8.quantized(floats, inputs, calibration);
        integers.save(file);
        Conditions conditions = record.onnxRuntime();
        double[] millis = OnnxRuntimeLatency.compare(
                List.of(floats, integers), network.input(), conditions, ExportRecord.REPEATS);
        return new Compared(
                figures("float", floats, record.latency(conditions, millis[0])),
                figures("int8", integers, record.latency(conditions.on(INT8), millis[1])));
    }

    private Figures figures(String what, OnnxModel model, Latency latency) {
        double score =
                OnnxEvaluation.of(model, run.data(), Split.TEST, run.agent()).score();
        out.printf(
                Locale.ROOT,
                "%-6s %s %.4f on the test split, %,d bytes, %.3f ms (ONNX Runtime, batch %d, threads %d)%n",
                what,
                run.task().score(),
                score,
                model.bytes().length,
                latency.measured(),
                latency.conditions().batch(),
                latency.conditions().threads());
        return new Figures(model.bytes().length, OptionalDouble.of(score), List.of(latency));
    }
}
