package org.osnas.onnx;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import java.nio.ByteBuffer;
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

    /** Whether it prepares images itself. */
    boolean prepares() {
        return session.getInputNames().contains(OnnxModel.IMAGE);
    }

    /** Whether its input takes bytes. */
    private boolean takesBytes() {
        try {
            TensorInfo info = (TensorInfo)
                    session.getInputInfo().values().iterator().next().getInfo();
            return info.type == OnnxJavaType.UINT8;
        } catch (OrtException e) {
            throw failed(e);
        }
    }

    /** Runs the model on its only input; outputs by name, in their order. */
    public Map<String, Tensor> run(Tensor input) {
        try (OnnxTensor x = tensor(input)) {
            return run(x);
        } catch (OrtException e) {
            throw failed(e);
        }
    }

    /** Passes over one input, again and again; closes the network with itself. */
    Pass pass(Tensor input) {
        try {
            return new Pass(tensor(input));
        } catch (OrtException e) {
            throw failed(e);
        }
    }

    /** One input, ready to be run. */
    final class Pass implements AutoCloseable {

        private final OnnxTensor x;
        private final Map<String, OnnxTensor> inputs;

        private Pass(OnnxTensor x) {
            this.x = x;
            this.inputs = Map.of(session.getInputNames().iterator().next(), x);
        }

        void run() {
            try {
                session.run(inputs).close();
            } catch (OrtException e) {
                throw failed(e);
            }
        }

        @Override
        public void close() {
            x.close();
            OnnxRuntimeNetwork.this.close();
        }
    }

    private OnnxTensor tensor(Tensor input) throws OrtException {
        if (!takesBytes()) {
            return OnnxTensor.createTensor(environment, FloatBuffer.wrap(input.values()), input.shape());
        }
        ByteBuffer bytes = ByteBuffer.allocateDirect(input.values().length);
        for (float value : input.values()) {
            bytes.put((byte) Math.round(value));
        }
        return OnnxTensor.createTensor(environment, bytes.flip(), input.shape(), OnnxJavaType.UINT8);
    }

    private Map<String, Tensor> run(OnnxTensor x) throws OrtException {
        String name = session.getInputNames().iterator().next();
        Map<String, Tensor> outputs = new LinkedHashMap<>();
        try (OrtSession.Result result = session.run(Map.of(name, x))) {
            for (Map.Entry<String, ai.onnxruntime.OnnxValue> output : result) {
                OnnxTensor y = (OnnxTensor) output.getValue();
                FloatBuffer buffer = y.getFloatBuffer();
                float[] values = new float[buffer.remaining()];
                buffer.get(values);
                outputs.put(output.getKey(), new Tensor(values, y.getInfo().getShape()));
            }
            return outputs;
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
