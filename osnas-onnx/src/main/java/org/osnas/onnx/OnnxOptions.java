package org.osnas.onnx;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.osnas.api.task.DataDescription;

/**
 * How a network becomes an ONNX model.
 *
 * @param folded whether batch normalisation behind a convolution or a linear layer is taken into its weights: the same
 *     network but for rounding, with fewer nodes
 * @param images if given, the model prepares its inputs itself as this data set does: it takes images as they are in a
 *     file, of any size if the data set resizes them
 * @param metadata texts by name that the model carries
 */
public record OnnxOptions(boolean folded, Optional<DataDescription> images, Map<String, String> metadata) {

    /** Folded, for prepared inputs, without metadata. */
    public static final OnnxOptions DEFAULT = new OnnxOptions(true, Optional.empty(), Map.of());

    public OnnxOptions {
        metadata = Collections.unmodifiableMap(new LinkedHashMap<>(metadata));
    }

    public OnnxOptions withFolded(boolean other) {
        return new OnnxOptions(other, images, metadata);
    }

    public OnnxOptions withImages(DataDescription data) {
        return new OnnxOptions(folded, Optional.of(data), metadata);
    }

    public OnnxOptions withMetadata(Map<String, String> other) {
        return new OnnxOptions(folded, images, other);
    }
}
