package org.osnas.api.space;

import java.util.List;
import org.osnas.api.spi.Check;

/**
 * Sets values to zero with probability {@code rate} while training and scales the rest by {@code 1/(1-rate)}; does
 * nothing in evaluation. Srivastava et al. 2014, <a href="https://jmlr.org/papers/v15/srivastava14a.html">Dropout</a>.
 */
public record Dropout(double rate) implements Layer {

    public Dropout {
        Check.that(rate >= 0 && rate < 1, "rate must be in [0, 1), got %s", rate);
    }

    @Override
    public String kind() {
        return "dropout";
    }

    @Override
    public Shape outputShape(List<Shape> inputs) {
        return Layer.single(kind(), inputs);
    }
}
