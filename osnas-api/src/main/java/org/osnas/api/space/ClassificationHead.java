package org.osnas.api.space;

import org.osnas.api.spi.Check;

/**
 * A linear classifier on the feature {@code vector}, with dropout before it and a bias if the space's tail says so. Its
 * output {@value #LOGITS} is {@code [batch, classes]}.
 *
 * @param classes number of outputs
 */
public record ClassificationHead(int classes) implements TaskHead {

    /** Name of the output: one value a class, before the softmax. */
    public static final String LOGITS = "logits";

    public ClassificationHead {
        Check.between("classes", classes, 1, Shape.MOST_CHANNELS);
    }

    @Override
    public void describe(HeadBuilder head) {
        int y = head.read(Backbone.VECTOR);
        if (head.dropout() > 0) {
            y = head.add(new Dropout(head.dropout()), y);
        }
        head.output(LOGITS, head.add(new Linear(head.shape(y).channels(), classes, head.bias()), y));
    }
}
