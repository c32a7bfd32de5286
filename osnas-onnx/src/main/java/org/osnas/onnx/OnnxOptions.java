package org.osnas.onnx;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How a network becomes an ONNX model.
 *
 * @param folded whether batch normalisation behind a convolution or a linear layer is taken into its weights: the same
 *     network but for rounding, with fewer nodes
 * @param metadata texts by name that the model carries
 */
public record OnnxOptions(boolean folded, Map<String, String> metadata) {

    /** Folded, without metadata. */
    public static final OnnxOptions DEFAULT = new OnnxOptions(true, Map.of());

    public OnnxOptions {
        metadata = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(metadata));
    }

    public OnnxOptions withFolded(boolean other) {
        return new OnnxOptions(other, metadata);
    }

    public OnnxOptions withMetadata(Map<String, String> other) {
        return new OnnxOptions(folded, other);
    }
}
