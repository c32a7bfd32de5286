package org.osnas.onnx;

import org.osnas.api.cost.LatencyRuntime;
import org.osnas.tck.LatencyRuntimeContract;

/** ONNX Runtime keeps the rules with networks in eight bits too. */
class OnnxRuntimeInt8LatencyTest implements LatencyRuntimeContract {
    @Override
    public LatencyRuntime runtime() {
        return new OnnxRuntimeInt8Latency();
    }
}
