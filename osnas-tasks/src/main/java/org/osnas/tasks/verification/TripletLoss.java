package org.osnas.tasks.verification;

import java.util.Locale;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.osnas.api.spi.Check;
import org.osnas.api.task.Criterion;
import org.osnas.api.task.OutputVariables;

/**
 * An anchor a is to be nearer to a positive p, which shows the same, than to a negative n: {@code max(0, |a-p|² - |a-n|² +
 * margin)}, the mean over triplets that are chosen within the batch. Schroff et al. 2015, <a
 * href="https://arxiv.org/abs/1503.03832">FaceNet</a>. A batch needs several examples of an identity, so data with
 * {@code together}. One output {@code [batch, size]}, best of length 1; labels as of
 * {@link org.osnas.api.task.LabelKind#IDENTITY}. The loss of a batch without a triplet is 0.
 *
 * @param margin above 0
 */
public record TripletLoss(double margin, Mining mining) implements Criterion {

    // Further than any two embeddings that a training can give a finite loss.
    private static final double FAR = 1e6;

    /** Which triplets of a batch count. */
    public enum Mining {
        /** All whose loss is above 0. */
        BATCH_ALL,
        /**
         * For each anchor the furthest positive with the nearest negative. Hermans et al. 2017, <a
         * href="https://arxiv.org/abs/1703.07737">In Defense of the Triplet Loss</a>.
         */
        BATCH_HARD,
        /**
         * For each anchor and positive the nearest negative that is further than the positive; if there is none, the
         * furthest negative (FaceNet).
         */
        SEMI_HARD,
        /** Each two examples of an identity once, with the negative nearest to the first, where the loss is above 0. */
        HARDEST_NEGATIVE;

        /** As settings name it. */
        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    public TripletLoss {
        Check.that(
                margin > 0 && Double.isFinite(margin), "a margin of triplets is above 0, got %s; 0.2 is usual", margin);
    }

    @Override
    public SDVariable loss(SameDiff graph, OutputVariables outputs, SDVariable labels) {
        SDVariable x = outputs.only();
        int batch = (int) x.getShape()[0];
        SDVariable distances = distances(graph, x);
        SDVariable numbers = Identities.numbers(graph, labels);
        SDVariable same = Identities.equal(graph, numbers, graph.transpose(numbers));
        SDVariable different = same.rsub(1);
        SDVariable positive = same.sub(graph.constant(Nd4j.eye(batch).castTo(DataType.FLOAT)));
        return switch (mining) {
            case BATCH_ALL -> batchAll(graph, distances, positive, different, batch);
            case BATCH_HARD -> {
                SDVariable furthest = distances.mul(positive).max(true, 1);
                SDVariable counted = positive.max(true, 1).mul(different.max(true, 1));
                yield mean(graph, furthest.sub(nearest(distances, different)), counted);
            }
            case SEMI_HARD -> semiHard(graph, distances, positive, different, batch);
            case HARDEST_NEGATIVE -> {
                SDVariable once = positive.mul(graph.constant(above(batch)));
                SDVariable nearer = distances.sub(nearest(distances, different));
                yield mean(graph, nearer, violated(graph, nearer).mul(once).mul(different.max(true, 1)));
            }
        };
    }

    /** {@code [batch, batch]}: squares of the distances. */
    private static SDVariable distances(SameDiff graph, SDVariable x) {
        SDVariable squares = graph.math().square(x).sum(true, 1);
        SDVariable products = graph.mmul(x, graph.transpose(x));
        SDVariable distances = squares.add(graph.transpose(squares)).sub(products.mul(2));
        return graph.nn().relu(distances, 0);
    }

    /** {@code [batch, 1]}: of each anchor to the nearest of the marked examples. */
    private static SDVariable nearest(SDVariable distances, SDVariable marked) {
        return distances.add(marked.rsub(1).mul(FAR)).min(true, 1);
    }

    private SDVariable batchAll(
            SameDiff graph, SDVariable distances, SDVariable positive, SDVariable different, int batch) {
        SDVariable toPositive = graph.reshape(distances, batch, batch, 1);
        SDVariable toNegative = graph.reshape(distances, batch, 1, batch);
        SDVariable valid = graph.reshape(positive, batch, batch, 1).mul(graph.reshape(different, batch, 1, batch));
        SDVariable nearer = toPositive.sub(toNegative);
        return mean(graph, nearer, violated(graph, nearer).mul(valid));
    }

    private SDVariable semiHard(
            SameDiff graph, SDVariable distances, SDVariable positive, SDVariable different, int batch) {
        SDVariable toPositive = graph.reshape(distances, batch, batch, 1);
        SDVariable toNegative = graph.reshape(distances, batch, 1, batch);
        SDVariable negative = graph.reshape(different, batch, 1, batch);
        SDVariable further = graph.math()
                .sign(graph.nn().relu(toNegative.sub(toPositive), 0))
                .mul(negative);
        SDVariable thereIsOne = further.max(false, 2);
        SDVariable outside = toNegative.add(further.rsub(1).mul(FAR)).min(false, 2);
        SDVariable inside = distances.mul(different).max(true, 1);
        SDVariable chosen = outside.mul(thereIsOne).add(thereIsOne.rsub(1).mul(inside));
        return mean(graph, distances.sub(chosen), positive.mul(different.max(true, 1)));
    }

    /** 1 where a triplet has a loss; the sign has no gradient. */
    private SDVariable violated(SameDiff graph, SDVariable nearer) {
        return graph.math().sign(graph.nn().relu(nearer.add(margin), 0));
    }

    /** The mean hinge over what counts. */
    private SDVariable mean(SameDiff graph, SDVariable nearer, SDVariable counted) {
        SDVariable losses = graph.nn().relu(nearer.add(margin), 0).mul(counted);
        return losses.sum().div(graph.max(counted.sum(), graph.constant(1f)));
    }

    private static INDArray above(int batch) {
        INDArray above = Nd4j.zeros(DataType.FLOAT, batch, batch);
        for (int i = 0; i < batch; i++) {
            for (int j = i + 1; j < batch; j++) {
                above.putScalar(i, j, 1);
            }
        }
        return above;
    }
}
