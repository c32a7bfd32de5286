package org.osnas.tasks.values;

import org.osnas.api.space.Backbone;
import org.osnas.api.space.Dropout;
import org.osnas.api.space.HeadBuilder;
import org.osnas.api.space.Linear;
import org.osnas.api.space.TaskHead;
import org.osnas.api.spi.Check;

/**
 * A linear layer with a bias on the feature {@code vector}, with dropout before it if the space's tail says so.
 *
 * @param output its name; {@code [batch, count]}
 * @param count numbers for each example
 */
record ValuesHead(String output, int count) implements TaskHead {

    ValuesHead {
        Check.atLeast("values", count, 1);
    }

    @Override
    public void describe(HeadBuilder head) {
        int y = head.read(Backbone.VECTOR);
        if (head.dropout() > 0) {
            y = head.add(new Dropout(head.dropout()), y);
        }
        head.output(output, head.add(new Linear(head.shape(y).channels(), count, true), y));
    }
}
