package org.osnas.api.task;

import java.util.List;
import java.util.Map;

/** The nodes of an ONNX graph as a layer adds them. Names are chosen, and kept apart, by the graph. */
public interface OnnxNodes {

    /** Version of the standard operators, <a href="https://onnx.ai/onnx/operators/">onnx.ai/onnx/operators</a>. */
    int OPSET = 17;

    /**
     * Adds a node of the standard operators with one output.
     *
     * @param attributes whole numbers as {@code Long} or {@code long[]}, others as {@code Float} or {@code float[]}, or a
     *     {@code String}
     * @return name of its output
     */
    String node(String operator, List<String> inputs, Map<String, Object> attributes);

    /** As {@link #node(String, List, Map)}, without attributes. */
    default String node(String operator, List<String> inputs) {
        return node(operator, inputs, Map.of());
    }

    /**
     * Adds constant numbers.
     *
     * @param name of them within the layer
     * @param shape none for a single number
     * @return name of the value
     */
    String constant(String name, float[] values, long... shape);

    /** Adds constant whole numbers as a vector, as operators want shapes, sizes and axes. */
    String constant(String name, long... values);
}
