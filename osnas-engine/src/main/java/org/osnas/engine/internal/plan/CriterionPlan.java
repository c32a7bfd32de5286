package org.osnas.engine.internal.plan;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.osnas.api.spi.BadInputException;
import org.osnas.api.spi.Check;
import org.osnas.api.task.Criterion;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A criterion compiled, once for each shape, to the fastest evaluation its graph allows: softmax cross-entropy alone,
 * mean over the batch, is computed directly; every other graph runs by SameDiff's session and gradient, which cost
 * milliseconds a call. Not safe for two threads.
 */
public final class CriterionPlan {

    static final String OUTPUT = "output";
    static final String LABELS = "labels";

    private static final Logger LOG = LoggerFactory.getLogger(CriterionPlan.class);

    // Full and last batches of training and evaluation, and some to spare.
    private static final int SHAPES_KEPT = 8;

    private final Kernels kernels;
    private final Criterion criterion;
    private final Map<Shapes, CriterionEvaluation> evaluations = new LinkedHashMap<>(16, 0.75f, true);
    private boolean announced;

    private record Shapes(List<Long> output, List<Long> labels) {
        static Shapes of(INDArray output, INDArray labels) {
            return new Shapes(list(output.shape()), list(labels.shape()));
        }

        private static List<Long> list(long[] shape) {
            return LongStream.of(shape).boxed().toList();
        }
    }

    public CriterionPlan(Criterion criterion) {
        this(criterion, Kernels.chosen());
    }

    CriterionPlan(Criterion criterion, Kernels kernels) {
        this.kernels = kernels;
        this.criterion = criterion;
    }

    /**
     * Evaluates the criterion and its gradient.
     *
     * @param output of the network, {@code [batch, classes]}
     * @param labels as in {@link org.osnas.api.task.Batch#labels()}
     * @param gradientOut receives the gradient with respect to {@code output}; of the same shape
     * @return the loss; not finite where the criterion is not
     * @throws BadInputException if the gradient has another shape, if the loss is no scalar, or if SameDiff cannot
     *     differentiate it correctly
     */
    public double lossAndGradient(INDArray output, INDArray labels, INDArray gradientOut) {
        Check.that(
                Arrays.equals(output.shape(), gradientOut.shape()),
                "the gradient must have the shape of the output, %s, got %s",
                Arrays.toString(output.shape()),
                Arrays.toString(gradientOut.shape()));
        return evaluation(output, labels).lossAndGradient(output, labels, gradientOut);
    }

    /** The loss alone; arguments and errors as in {@link #lossAndGradient}. */
    public double loss(INDArray output, INDArray labels) {
        return evaluation(output, labels).loss(output, labels);
    }

    /** Whether arrays of these shapes are computed directly, without SameDiff. */
    public boolean isDirect(INDArray output, INDArray labels) {
        return evaluation(output, labels) instanceof DirectCrossEntropy;
    }

    private CriterionEvaluation evaluation(INDArray output, INDArray labels) {
        Shapes shapes = Shapes.of(output, labels);
        CriterionEvaluation evaluation = evaluations.get(shapes);
        if (evaluation == null) {
            evaluation = compile(output.shape(), labels.shape());
            evaluations.put(shapes, evaluation);
            if (evaluations.size() > SHAPES_KEPT) {
                evaluations.remove(evaluations.keySet().iterator().next());
            }
        }
        return evaluation;
    }

    private CriterionEvaluation compile(long[] outputShape, long[] labelsShape) {
        SameDiff graph = SameDiff.create();
        // SameDiff differentiates with respect to variables only, not placeholders; a variable has its own array.
        INDArray variable = Nd4j.create(DataType.FLOAT, outputShape);
        SDVariable output = graph.var(OUTPUT, variable);
        SDVariable labels = graph.placeHolder(LABELS, DataType.FLOAT, labelsShape);
        String loss = criterion.loss(graph, output, labels).name();
        if (Arrays.equals(outputShape, labelsShape)) {
            Optional<DirectCrossEntropy> direct = DirectCrossEntropy.match(kernels, graph, loss, outputShape);
            if (direct.isPresent()) {
                return direct.get();
            }
        }
        if (!announced) {
            announced = true;
            LOG.info(
                    "Criterion {} is not a mean softmax cross-entropy alone; it runs by SameDiff's own gradient, slower",
                    criterion);
        }
        return new SameDiffCriterion(graph, variable, loss);
    }
}
