package org.osnas.onnx;

import org.osnas.api.space.Shape;

/**
 * A value of the graph.
 *
 * @param shape for one image
 * @param vector whether it is {@code [batch, channels]} and not {@code [batch, channels, height, width]}
 */
record Value(String name, Shape shape, boolean vector) {}
