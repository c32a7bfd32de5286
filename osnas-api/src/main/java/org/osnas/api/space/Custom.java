package org.osnas.api.space;

/**
 * A layer that this library does not know: its author gives its name, shapes, weights and cost here, and how to
 * compute it in osnas-core ({@code SameDiffLayer}). Equality must follow content, since fingerprints are made of
 * {@link Object#toString()}: a record does it.
 */
public non-sealed interface Custom extends Layer {}
