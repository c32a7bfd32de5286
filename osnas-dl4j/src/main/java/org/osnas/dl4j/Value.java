package org.osnas.dl4j;

import org.osnas.api.space.Shape;

/**
 * What a vertex gives.
 *
 * @param name of the vertex
 * @param vector whether it is {@code [batch, channels]} and not {@code [batch, channels, height, width]}
 */
record Value(String name, Shape shape, boolean vector) {}
