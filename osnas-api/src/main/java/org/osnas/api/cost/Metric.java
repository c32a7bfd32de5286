package org.osnas.api.cost;

import org.osnas.api.spi.Check;

/**
 * What a table counts, and in which unit. Any name can be used; these are predefined.
 *
 * @param name lower case, as in a budget: {@code macs}
 */
public record Metric(String name, String unit) {

    /** Trained parameters. */
    public static final Metric PARAMS = new Metric("params", "parameters");
    /** Multiply-accumulates of all layers for one image. */
    public static final Metric MACS = new Metric("macs", "MACs");
    /** Multiply-accumulates of the convolutions for one image. */
    public static final Metric CONV_MACS = new Metric("conv_macs", "MACs");
    /** Time of a forward pass, measured block by block. */
    public static final Metric LATENCY = new Metric("latency", "ms");

    public Metric {
        Check.that(
                name.matches("[a-z][a-z0-9_-]*"),
                "a metric's name has lower-case letters, digits, - and _, got '%s'",
                name);
    }

    @Override
    public String toString() {
        return name;
    }
}
