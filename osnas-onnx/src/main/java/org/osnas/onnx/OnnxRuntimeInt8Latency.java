package org.osnas.onnx;

import java.util.List;
import java.util.function.Supplier;
import org.osnas.api.cost.Conditions;
import org.osnas.api.cost.LatencyRuntime;
import org.osnas.api.space.StandaloneNetwork;

/** As {@link OnnxRuntimeLatency}, of networks in eight bits ({@link Int8}); calibrated on noise, which latency does not mind. */
public final class OnnxRuntimeInt8Latency implements LatencyRuntime {

    private static final int CALIBRATION = 2;

    @Override
    public String name() {
        return "onnxruntime-int8";
    }

    @Override
    public String description() {
        return "ONNX Runtime on the CPU of this machine, networks in eight bits";
    }

    @Override
    public double[][] millis(List<Supplier<StandaloneNetwork>> networks, Conditions conditions, int repeats) {
        return OnnxRuntimeLatency.millis(networks, OnnxRuntimeInt8Latency::quantized, conditions, repeats);
    }

    private static OnnxModel quantized(StandaloneNetwork network) {
        return Int8.quantized(
                OnnxModel.of(network, OnnxOptions.DEFAULT),
                List.of(OnnxRuntimeLatency.inputs(network.input(), CALIBRATION)),
                Calibration.MIN_MAX);
    }
}
