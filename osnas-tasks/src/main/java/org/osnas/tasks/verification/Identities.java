package org.osnas.tasks.verification;

import java.util.List;
import java.util.Map;
import org.nd4j.autodiff.loss.LossReduce;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.osnas.api.space.Shape;
import org.osnas.api.space.Weight;
import org.osnas.api.spi.BadInputException;
import org.osnas.api.spi.Check;

/** What criteria on embeddings have in common. */
final class Identities {

    static final String VECTORS = "class-vectors";

    // Keeps gradients of lengths and sines finite.
    private static final double SMALL = 1e-7;

    private Identities() {}

    /** One vector an identity, {@code [embedding, identities]}. */
    static Weight vectors(Map<String, Shape> outputs, int identities, Weight.Role role) {
        if (outputs.size() != 1) {
            throw new BadInputException(
                    "A criterion on embeddings takes a network with one output, but there are %s".formatted(outputs));
        }
        Shape embedding = outputs.values().iterator().next();
        Check.that(
                embedding.height() == 1 && embedding.width() == 1,
                "A criterion on embeddings takes a vector for each image, but the network gives %s",
                embedding);
        Check.that(identities >= 2, "Verification needs at least 2 identities to train with, got %d", identities);
        return new Weight(VECTORS, List.of(embedding.channels(), identities), role);
    }

    /** The number of the identity of each example, {@code [batch, 1]}, of labels that may hold that of a pair too. */
    static SDVariable numbers(SameDiff graph, SDVariable labels) {
        long[] shape = labels.getShape();
        return shape[1] == 1 ? labels : graph.slice(labels, new int[] {0, 0}, (int) shape[0], 1);
    }

    /** {@code [batch, identities]}: 1 at that of the example, 0 elsewhere. */
    static SDVariable oneHot(SameDiff graph, SDVariable labels, int identities) {
        INDArray range = Nd4j.arange(identities).castTo(DataType.FLOAT).reshape(1, identities);
        return equal(graph, numbers(graph, labels), graph.constant(range));
    }

    /** 1 where two whole numbers are equal, else 0; shapes as of their difference. */
    static SDVariable equal(SameDiff graph, SDVariable a, SDVariable b) {
        return graph.min(graph.math().abs(a.sub(b)), graph.constant(1f)).rsub(1);
    }

    /** Scaled to the length 1 along a dimension. */
    static SDVariable unit(SameDiff graph, SDVariable x, int dimension) {
        SDVariable squares = graph.math().square(x).sum(true, dimension);
        return x.div(graph.math().sqrt(squares.add(SMALL * SMALL)));
    }

    /** {@code [batch, identities]}: cosines of the angles between embeddings and class vectors. */
    static SDVariable cosines(SameDiff graph, SDVariable embeddings, SDVariable vectors) {
        return graph.mmul(unit(graph, embeddings, 1), unit(graph, vectors, 0));
    }

    /** The sine that belongs to a cosine, of an angle from 0 to 180 degrees. */
    static SDVariable sines(SameDiff graph, SDVariable cosines) {
        SDVariable rest = graph.math().square(cosines).rsub(1);
        return graph.math().sqrt(graph.max(rest, graph.constant((float) SMALL)));
    }

    /** Softmax cross-entropy, mean over the batch. Must be the end of the graph: its gradient ignores what follows. */
    static SDVariable crossEntropy(SameDiff graph, SDVariable oneHot, SDVariable logits) {
        SDVariable weights = graph.constant(Nd4j.scalar(1f));
        return graph.loss().softmaxCrossEntropy(oneHot, logits, weights, LossReduce.MEAN_BY_NONZERO_WEIGHT_COUNT, 0);
    }
}
