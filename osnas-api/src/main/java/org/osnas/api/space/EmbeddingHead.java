package org.osnas.api.space;

import org.osnas.api.spi.Check;

/**
 * A vector for each image: a 1×1 convolution with batch norm on the feature {@code map}, averaged over all places, as at
 * the end of MobileFaceNet, with dropout behind it if the space's tail says so. Its output {@value #EMBEDDING} is
 * {@code [batch, size]}. Chen et al. 2018, <a href="https://arxiv.org/abs/1804.07573">MobileFaceNets</a>.
 *
 * @param size of the vector
 */
public record EmbeddingHead(int size) implements TaskHead {

    /** Name of the output. */
    public static final String EMBEDDING = "embedding";

    public EmbeddingHead {
        Check.atLeast("size of the embedding", size, 1);
    }

    @Override
    public void describe(HeadBuilder head) {
        int map = head.read(Backbone.MAP);
        int y = head.then(
                map, Conv2d.of(head.shape(map).channels(), size, 1, 1), BatchNorm.of(size), new GlobalAveragePool());
        if (head.dropout() > 0) {
            y = head.add(new Dropout(head.dropout()), y);
        }
        head.output(EMBEDDING, y);
    }
}
