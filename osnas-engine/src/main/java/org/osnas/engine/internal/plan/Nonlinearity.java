package org.osnas.engine.internal.plan;

/** Element-wise functions without parameters. */
public enum Nonlinearity {
    /** {@code max(0, x)}. */
    RELU,
    /** {@code min(6, max(0, x))}. */
    RELU6,
    /**
     * {@code x * relu6(x + 3) / 6}; Howard et al. 2019, <a href="https://arxiv.org/abs/1905.02244">MobileNetV3</a>.
     */
    H_SWISH,
    /** {@code 1 / (1 + exp(-x))}. */
    SIGMOID
}
