package org.osnas.engine.internal.kernel;

/** The activations that batch norm kernels apply in the same pass. */
public enum FusedActivation {
    /** The identity. */
    NONE,
    /** {@code max(0, z)}. */
    RELU,
    /** {@code min(6, max(0, z))}. */
    RELU6,
    /** {@code z * min(6, max(0, z + 3)) / 6}. */
    H_SWISH
}
