package org.osnas.api.cost;

import org.osnas.api.spi.Check;

/**
 * What a table counts, in which unit, and how the costs of blocks make that of a network. Any name can be used; these
 * are predefined.
 *
 * @param name lower case, as in a budget: {@code macs}
 */
public record Metric(String name, String unit, Combination combination) {

    /** Trained parameters. */
    public static final Metric PARAMS = new Metric("params", "parameters");
    /** Multiply-accumulates of all layers for one image. */
    public static final Metric MACS = new Metric("macs", "MACs");
    /** Multiply-accumulates of the convolutions for one image. */
    public static final Metric CONV_MACS = new Metric("conv_macs", "MACs");
    /**
     * The most bytes of activations alive at one moment of inference on one image. Blocks run one after the other and
     * only a block's input outlives it, so the peak of a network is the greatest peak of its blocks.
     */
    public static final Metric ACTIVATION_MEMORY = new Metric("activation-memory", "bytes", Combination.MAX);
    /** Time of a forward pass, measured block by block. */
    public static final Metric LATENCY = new Metric("latency", "ms");

    public Metric {
        Check.that(
                name.matches("[a-z][a-z0-9_-]*"),
                "a metric's name has lower-case letters, digits, - and _, got '%s'",
                name);
    }

    /** A metric whose costs add up. */
    public Metric(String name, String unit) {
        this(name, unit, Combination.SUM);
    }

    @Override
    public String toString() {
        return name;
    }
}
