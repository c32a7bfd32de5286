package org.osnas.api.cost;

import org.osnas.api.spi.Check;

/**
 * A line that turns what a table predicts for a network into what the network costs: {@code scale * cost + offset}. It
 * makes up for what blocks cost when they are measured apart, and keeps the table additive.
 *
 * @param scale above 0, so that the order of architectures stays
 * @param offset in the table's unit
 */
public record Correction(double scale, double offset) {

    /** Changes nothing. */
    public static final Correction NONE = new Correction(1, 0);

    public Correction {
        Check.positive("scale of a correction", scale);
        Check.that(Double.isFinite(offset), "offset of a correction must be a number, got %s", offset);
    }

    /** The corrected cost. */
    public double of(double cost) {
        return scale * cost + offset;
    }
}
