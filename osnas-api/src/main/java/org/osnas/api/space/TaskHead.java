package org.osnas.api.space;

/**
 * The part of a network that a task puts on the features of a search space. It is plain description: costs, graphs and
 * exported files follow from its layers as they do from those of candidate blocks.
 *
 * <pre>{@code
 * TaskHead centers = head -> {
 *     int features = head.read("stride4");
 *     int y = head.then(features, Conv2d.of(head.shape(features).channels(), 32, 3, 1), BatchNorm.of(32));
 *     head.output("heatmap", head.then(y, Conv2d.of(32, 10, 1, 1)));
 *     head.output("size", head.then(y, Conv2d.of(32, 2, 1, 1)));
 * };
 * }</pre>
 *
 * <p>Immutable; two heads that are equal describe the same layers. See {@link ClassificationHead} and
 * {@link EmbeddingHead}.
 */
@FunctionalInterface
public interface TaskHead {

    /**
     * Says which features are read, which layers stand on them, and which of their values are outputs.
     *
     * @throws org.osnas.api.spi.BadInputException if the features are not such as the head can stand on
     */
    void describe(HeadBuilder head);
}
