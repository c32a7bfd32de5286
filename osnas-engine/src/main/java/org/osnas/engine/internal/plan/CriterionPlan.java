package org.osnas.engine.internal.plan;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.osnas.api.space.Weight;
import org.osnas.api.task.CompiledCriterion;
import org.osnas.api.task.Criterion;
import org.osnas.api.task.OutputVariables;
import org.osnas.api.task.Outputs;
import org.osnas.api.task.TrainedCriterion;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A criterion compiled, once for each shape, to the fastest evaluation its graph allows: softmax cross-entropy alone,
 * mean over the batch, is computed directly; every other graph runs by SameDiff's session and gradient, which cost
 * milliseconds a call. Not safe for two threads.
 */
public final class CriterionPlan implements CompiledCriterion {

    static final String LABELS = "labels";

    private static final Logger LOG = LoggerFactory.getLogger(CriterionPlan.class);

    // Full and last batches of training and evaluation, and some to spare.
    private static final int SHAPES_KEPT = 8;

    private final Kernels kernels;
    private final Criterion criterion;
    private final Optional<CriterionWeights> weights;
    private final Map<Shapes, CriterionEvaluation> evaluations = new LinkedHashMap<>(16, 0.75f, true);
    private @Nullable Gradients gradients;
    private boolean announced;

    private record Shapes(List<String> names, List<List<Long>> outputs, List<Long> labels) {
        static Shapes of(Outputs outputs, INDArray labels) {
            List<List<Long>> shapes =
                    outputs.names().stream().map(n -> list(outputs.get(n))).toList();
            return new Shapes(outputs.names(), shapes, list(labels));
        }

        private static List<Long> list(INDArray array) {
            return LongStream.of(array.shape()).boxed().toList();
        }
    }

    /** Arrays of the gradients of outputs. */
    private record Gradients(Shapes shapes, Outputs arrays) {}

    public CriterionPlan(Criterion criterion) {
        this(criterion, Kernels.chosen());
    }

    CriterionPlan(Criterion criterion, Kernels kernels) {
        this(criterion, Optional.empty(), kernels);
    }

    private CriterionPlan(Criterion criterion, Optional<CriterionWeights> weights, Kernels kernels) {
        this.kernels = kernels;
        this.criterion = criterion;
        this.weights = weights;
    }

    /**
     * A criterion with weights of its own, whose gradients add up with every {@link #lossAndGradients}.
     *
     * @param declared the weights of the criterion
     * @param first values of these, in their order
     */
    public static CriterionPlan trained(TrainedCriterion criterion, List<Weight> declared, List<float[]> first) {
        return trained(criterion, declared, first, Kernels.chosen());
    }

    static CriterionPlan trained(
            TrainedCriterion criterion, List<Weight> declared, List<float[]> first, Kernels kernels) {
        return new CriterionPlan(criterion, Optional.of(new CriterionWeights(kernels, declared, first)), kernels);
    }

    /** The weights that the criterion owns, if it does. */
    public Optional<CriterionWeights> weights() {
        return weights;
    }

    @Override
    public LossAndGradients lossAndGradients(Outputs outputs, INDArray labels) {
        Shapes shapes = Shapes.of(outputs, labels);
        Outputs into = gradientsOf(shapes, outputs);
        return new LossAndGradients(evaluation(shapes, outputs, labels).lossAndGradients(outputs, labels, into), into);
    }

    @Override
    public double loss(Outputs outputs, INDArray labels) {
        return evaluation(Shapes.of(outputs, labels), outputs, labels).loss(outputs, labels);
    }

    /** Whether arrays of these shapes are computed directly, without SameDiff. */
    public boolean isDirect(Outputs outputs, INDArray labels) {
        return evaluation(Shapes.of(outputs, labels), outputs, labels) instanceof DirectCrossEntropy;
    }

    private Outputs gradientsOf(Shapes shapes, Outputs outputs) {
        Gradients last = gradients;
        if (last != null && last.shapes().equals(shapes)) {
            return last.arrays();
        }
        if (last != null) {
            last.arrays().names().forEach(name -> last.arrays().get(name).close());
        }
        Outputs arrays = outputs.map(output -> Nd4j.createUninitialized(DataType.FLOAT, output.shape(), 'c'));
        gradients = new Gradients(shapes, arrays);
        return arrays;
    }

    private CriterionEvaluation evaluation(Shapes shapes, Outputs outputs, INDArray labels) {
        CriterionEvaluation evaluation = evaluations.get(shapes);
        if (evaluation == null) {
            evaluation = compile(outputs, labels.shape());
            evaluations.put(shapes, evaluation);
            if (evaluations.size() > SHAPES_KEPT) {
                evaluations.remove(evaluations.keySet().iterator().next());
            }
        }
        return evaluation;
    }

    private CriterionEvaluation compile(Outputs outputs, long[] labelsShape) {
        SameDiff graph = SameDiff.create();
        // SameDiff differentiates with respect to variables only, not placeholders; a variable has its own array.
        Outputs arrays = outputs.map(output -> Nd4j.create(DataType.FLOAT, output.shape()));
        Map<String, SDVariable> variables = new LinkedHashMap<>();
        arrays.names().forEach(name -> variables.put(name, graph.var(variable(name), arrays.get(name))));
        SDVariable labels = graph.placeHolder(LABELS, DataType.FLOAT, labelsShape);
        OutputVariables given = OutputVariables.of(variables);
        OutputVariables all =
                weights.map(own -> given.withWeights(own.variables(graph))).orElse(given);
        String loss = criterion.loss(graph, all, labels).name();
        if (outputs.names().size() == 1 && Arrays.equals(outputs.only().shape(), labelsShape)) {
            String output = variable(outputs.names().get(0));
            Optional<DirectCrossEntropy> direct = DirectCrossEntropy.match(kernels, graph, output, loss, labelsShape);
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
        return new SameDiffCriterion(graph, arrays, weights, loss);
    }

    /** Name in the graph of an output, which may be called as the labels are. */
    static String variable(String output) {
        return "output-" + output;
    }
}
