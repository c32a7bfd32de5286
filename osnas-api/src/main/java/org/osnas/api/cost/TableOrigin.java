package org.osnas.api.cost;

import org.osnas.api.space.SearchSpace;
import org.osnas.api.space.Shape;
import org.osnas.api.spi.Check;

/**
 * What the costs of a table are of.
 *
 * @param space its name
 * @param fingerprint of the space at this input
 */
record TableOrigin(Metric metric, String space, Shape input, String fingerprint) {

    /**
     * @throws org.osnas.api.spi.BadInputException if it is another space or input, naming both
     */
    void requireFor(SearchSpace other) {
        Check.that(
                fingerprint.equals(other.fingerprint()),
                "The %s table was made for space %s at %s (fingerprint %s), but the run uses %s at %s (%s). Build the"
                        + " table again for this space and input.",
                metric,
                space,
                input,
                fingerprint,
                other.name(),
                other.input(),
                other.fingerprint());
    }
}
