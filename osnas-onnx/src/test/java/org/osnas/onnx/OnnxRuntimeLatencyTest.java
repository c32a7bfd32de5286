package org.osnas.onnx;

import org.osnas.api.cost.LatencyRuntime;
import org.osnas.tck.LatencyRuntimeContract;

/** ONNX Runtime keeps the rules of a runtime that measures. */
class OnnxRuntimeLatencyTest implements LatencyRuntimeContract {
    @Override
    public LatencyRuntime runtime() {
        return new OnnxRuntimeLatency();
    }
}
