package org.osnas.tasks.verification;

import java.util.Locale;
import org.osnas.api.space.Backbone;
import org.osnas.api.space.BatchNorm;
import org.osnas.api.space.Dropout;
import org.osnas.api.space.EmbeddingHead;
import org.osnas.api.space.GlobalAveragePool;
import org.osnas.api.space.HeadBuilder;
import org.osnas.api.space.L2Norm;
import org.osnas.api.space.Linear;
import org.osnas.api.space.Shape;
import org.osnas.api.space.TaskHead;
import org.osnas.api.spi.Check;

/**
 * A vector for each image: the feature {@code map} summed over all places, a linear layer, batch norm, and the length 1.
 * Its output {@value EmbeddingHead#EMBEDDING} is {@code [batch, size]}.
 *
 * @param size of the vector
 * @param unit whether it is scaled to the length 1
 * @param pooling how places are summed
 */
public record VerificationHead(int size, boolean unit, Pooling pooling) implements TaskHead {

    /** How a map becomes a vector. */
    public enum Pooling {
        /** The mean of all places. */
        AVERAGE,
        /** A {@link GlobalDepthwise} convolution and batch norm, as in MobileFaceNet. */
        DEPTHWISE;

        /** Its word in settings. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public VerificationHead {
        Check.atLeast("size of the embedding", size, 1);
    }

    @Override
    public void describe(HeadBuilder head) {
        int y = pooled(head, head.read(Backbone.MAP));
        if (head.dropout() > 0) {
            y = head.add(new Dropout(head.dropout()), y);
        }
        y = head.then(y, new Linear(head.shape(y).channels(), size, false), BatchNorm.of(size));
        head.output(EmbeddingHead.EMBEDDING, unit ? head.add(new L2Norm(size), y) : y);
    }

    private int pooled(HeadBuilder head, int map) {
        Shape shape = head.shape(map);
        return pooling == Pooling.AVERAGE
                ? head.then(map, new GlobalAveragePool())
                : head.then(
                        map,
                        new GlobalDepthwise(shape.height(), shape.width(), shape.channels()),
                        BatchNorm.of(shape.channels()));
    }
}
