package org.osnas.tasks.verification;

import org.osnas.api.space.Backbone;
import org.osnas.api.space.BatchNorm;
import org.osnas.api.space.Dropout;
import org.osnas.api.space.EmbeddingHead;
import org.osnas.api.space.GlobalAveragePool;
import org.osnas.api.space.HeadBuilder;
import org.osnas.api.space.L2Norm;
import org.osnas.api.space.Linear;
import org.osnas.api.space.TaskHead;
import org.osnas.api.spi.Check;

/**
 * A vector for each image: the feature {@code map} averaged over all places, a linear layer, batch norm, and the length
 * 1. Its output {@value EmbeddingHead#EMBEDDING} is {@code [batch, size]}.
 *
 * @param size of the vector
 * @param unit whether it is scaled to the length 1
 */
public record VerificationHead(int size, boolean unit) implements TaskHead {

    public VerificationHead {
        Check.atLeast("size of the embedding", size, 1);
    }

    @Override
    public void describe(HeadBuilder head) {
        int y = head.then(head.read(Backbone.MAP), new GlobalAveragePool());
        if (head.dropout() > 0) {
            y = head.add(new Dropout(head.dropout()), y);
        }
        y = head.then(y, new Linear(head.shape(y).channels(), size, false), BatchNorm.of(size));
        head.output(EmbeddingHead.EMBEDDING, unit ? head.add(new L2Norm(size), y) : y);
    }
}
