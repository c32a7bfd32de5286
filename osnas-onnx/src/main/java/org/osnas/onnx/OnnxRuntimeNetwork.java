package org.osnas.onnx;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import java.nio.FloatBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import org.osnas.api.spi.BadInputException;

/**
 * A model in ONNX Runtime (<a href="https://onnxruntime.ai">onnxruntime.ai</a>), on the CPU. Needs
 * {@code com.microsoft.onnxruntime:onnxruntime}.
 */
public final class OnnxRuntimeNetwork implements AutoCloseable {

    /**
     * An array of floats.
     *
     * @param values row-major
     */
    public record Tensor(float[] values, long... shape) {}

    private final OrtEnvironment environment;
    private final OrtSession session;

    private OnnxRuntimeNetwork(OrtEnvironment environment, OrtSession session) {
        this.environment = environment;
        this.session = session;
    }

    /**
     * Loads a model.
     *
     * @param model content of a file
     * @param threads that work on one operator
     * @throws BadInputException if it is not a model that the runtime can run, or the runtime is not there
     */
    public static OnnxRuntimeNetwork load(byte[] model, int threads) {
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            options.setIntraOpNumThreads(threads);
            options.setInterOpNumThreads(1);
            OrtEnvironment environment = OrtEnvironment.getEnvironment();
            return new OnnxRuntimeNetwork(environment, environment.createSession(model, options));
        } catch (OrtException e) {
            throw new BadInputException("ONNX Runtime cannot load the model: " + e.getMessage(), e);
        } catch (NoClassDefFoundError e) {
            throw new BadInputException(
                    "To run ONNX models, add com.microsoft.onnxruntime:onnxruntime to the class path", e);
        }
    }

    /** Shape of an input; -1 stands for what is open. */
    public long[] inputShape(String name) {
        try {
            NodeInfo info = session.getInputInfo().get(name);
            if (info == null) {
                throw new BadInputException("The model has no input '" + name + "', but " + session.getInputNames());
            }
            return ((TensorInfo) info.getInfo()).getShape();
        } catch (OrtException e) {
            throw failed(e);
        }
    }

    /** The texts that the model carries, by name. */
    public Map<String, String> metadata() {
        try {
            return session.getMetadata().getCustomMetadata();
        } catch (OrtException e) {
            throw failed(e);
        }
    }

    /** Runs the model on its only input; outputs by name, in their order. */
    public Map<String, Tensor> run(Tensor input) {
        String name = session.getInputNames().iterator().next();
        Map<String, Tensor> outputs = new LinkedHashMap<>();
        try (OnnxTensor x = OnnxTensor.createTensor(environment, FloatBuffer.wrap(input.values()), input.shape());
                OrtSession.Result result = session.run(Map.of(name, x))) {
            for (Map.Entry<String, ai.onnxruntime.OnnxValue> output : result) {
                OnnxTensor y = (OnnxTensor) output.getValue();
                FloatBuffer buffer = y.getFloatBuffer();
                float[] values = new float[buffer.remaining()];
                buffer.get(values);
                outputs.put(output.getKey(), new Tensor(values, y.getInfo().getShape()));
            }
            return outputs;
        } catch (OrtException e) {
            throw failed(e);
        }
    }

    private static BadInputException failed(OrtException e) {
        return new BadInputException("ONNX Runtime failed: " + e.getMessage(), e);
    }

    @Override
    public void close() {
        try {
            session.close();
        } catch (OrtException e) {
            throw failed(e);
        }
    }
}
