package org.osnas.engine.internal.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.osnas.engine.internal.kernel.Data.assertClose;
import static org.osnas.engine.internal.kernel.Data.doubles;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.FloatBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SgdKernelTest {

    /** Traces of torch.optim.SGD, recorded with PyTorch 1.13. */
    @ParameterizedTest
    @ValueSource(strings = {"sgd_cosine", "sgd_cosine_T10_bigwd", "sgd_step"})
    void followsTheRecordedTrace(String name) throws IOException {
        JsonNode golden;
        try (InputStream in = getClass().getResourceAsStream("/org/osnas/engine/internal/kernel/" + name + ".json")) {
            golden = new ObjectMapper().readTree(in);
        }
        FloatBuffer w = tensor(golden.get("initial"));
        FloatBuffer momentum = Data.empty(w.limit());
        JsonNode cfg = golden.get("cfg");
        assertThat(golden.get("steps")).isNotEmpty();
        for (JsonNode step : golden.get("steps")) {
            FloatBuffer gradient = tensor(step.get("grad"));
            float lr = step.get("lr").floatValue();
            float mu = cfg.get("momentum").floatValue();
            SgdKernel.step(
                    w,
                    gradient,
                    momentum,
                    0,
                    w.limit(),
                    new MomentumStep(lr, mu, cfg.get("wd").floatValue(), 1));
            assertClose(w, doubles(tensor(step.get("param"))), 1e-6);
            assertClose(momentum, doubles(tensor(step.get("momentum_buffer"))), 1e-6);
        }
    }

    private static FloatBuffer tensor(JsonNode node) {
        JsonNode data = node.get("data");
        FloatBuffer buffer = Data.empty(data.size());
        for (int i = 0; i < data.size(); i++) {
            buffer.put(i, data.get(i).floatValue());
        }
        return buffer;
    }

    @Test
    void scalesTheGradientAndTouchesNothingOutsideTheRange() {
        int size = 300_017;
        FloatBuffer w = Data.normal("w", size);
        FloatBuffer gradient = Data.normal("gradient", size);
        FloatBuffer momentum = Data.normal("momentum", size);
        double[] expectedW = doubles(w);
        double[] expectedV = doubles(momentum);
        for (int i = 5; i < size - 3; i++) {
            expectedV[i] = 0.9 * expectedV[i] + 0.25 * gradient.get(i) + 0.01 * expectedW[i];
            expectedW[i] -= 0.1 * expectedV[i];
        }
        SgdKernel.step(w, gradient, momentum, 5, size - 8, new MomentumStep(0.1f, 0.9f, 0.01f, 0.25f));
        assertClose(w, expectedW, 1e-6);
        assertClose(momentum, expectedV, 1e-6);
        assertThat(w.get(4)).isEqualTo((float) expectedW[4]);
        assertThat(w.get(size - 3)).isEqualTo((float) expectedW[size - 3]);
        assertThat(momentum.get(4)).isEqualTo((float) expectedV[4]);
    }
}
