package org.osnas.core.proxy;

import java.util.List;
import java.util.function.ToDoubleBiFunction;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.ops.transforms.Transforms;
import org.osnas.api.cost.CostModel;
import org.osnas.api.space.Architecture;
import org.osnas.api.space.SearchSpace;
import org.osnas.api.space.Shape;
import org.osnas.api.space.Weight;
import org.osnas.api.task.Batch;
import org.osnas.api.task.Outputs;
import org.osnas.api.task.TrainingAgent;
import org.osnas.api.training.PathChoice;
import org.osnas.core.internal.weights.SharedBlock;
import org.osnas.core.score.Scorer;
import org.osnas.core.supernet.PathModel;
import org.osnas.core.supernet.Supernet;
import org.osnas.core.weights.Initialization;
import org.osnas.engine.optim.OptimizerConfig.Decayed;

/** Scores architectures by a {@link Proxy}, each as a network of its own that is not trained. */
final class ProxyScorer implements Scorer {

    private final Proxy proxy;
    private final SearchSpace space;
    private final CostModel costs;
    private final TrainingAgent agent;
    private final Batch batch;
    private final long seed;

    /** As {@link Proxy#scorer}. */
    ProxyScorer(Proxy proxy, SearchSpace space, CostModel costs, TrainingAgent agent, Batch batch, long seed) {
        this.proxy = proxy;
        this.space = space;
        this.costs = costs;
        this.agent = agent;
        this.batch = batch;
        this.seed = seed;
    }

    @Override
    public List<Double> score(List<Architecture> architectures) {
        return architectures.stream().map(this::score).toList();
    }

    private double score(Architecture architecture) {
        return switch (proxy) {
            case PARAMS, MACS -> costs.table(proxy.word()).cost(architecture);
            case GRAD_NORM -> ofLoss(architecture, (weights, gradient) -> length(gradient));
            case SNIP -> ofLoss(architecture, ProxyScorer::saliency);
            case SYNFLOW -> synflow(architecture);
        };
    }

    private double ofLoss(Architecture architecture, ToDoubleBiFunction<float[], float[]> statistic) {
        try (Supernet network = fresh(space.restrictTo(architecture))) {
            double loss = agent.step(model(network), batch);
            return Double.isFinite(loss) ? sum(network, statistic) : Double.NaN;
        }
    }

    private double synflow(Architecture architecture) {
        try (Supernet network = fresh(LinearNetwork.of(space.restrictTo(architecture)))) {
            for (SharedBlock block : network.network().blocks()) {
                for (int i = 0; i < block.weights().count(); i++) {
                    INDArray weight = block.weights().array(i);
                    weight.assign(Transforms.abs(weight));
                }
            }
            Shape input = space.input();
            PathModel model = model(network);
            Outputs outputs =
                    model.forward(Nd4j.ones(DataType.FLOAT, 1, input.height(), input.width(), input.channels()));
            model.backward(outputs.map(Nd4j::onesLike));
            double score = sum(network, ProxyScorer::saliency);
            return Double.isFinite(score) ? score : Double.NaN;
        }
    }

    private Supernet fresh(SearchSpace alone) {
        return Supernet.create(alone, Initialization.STANDALONE, seed);
    }

    private static PathModel model(Supernet network) {
        return network.model(
                PathChoice.of(Architecture.of(new int[network.space().depth()])));
    }

    /** Over kernels and matrices, without scales, shifts and biases. */
    private static double sum(Supernet network, ToDoubleBiFunction<float[], float[]> statistic) {
        double sum = 0;
        for (SharedBlock block : network.network().blocks()) {
            List<Weight> weights = block.block().weights();
            List<float[]> values = block.weights().values();
            for (int i = 0; i < weights.size(); i++) {
                if (Decayed.KERNELS.includes(weights.get(i).role())) {
                    sum += statistic.applyAsDouble(
                            values.get(i), block.gradient(weights.get(i).name()));
                }
            }
        }
        return sum;
    }

    private static double length(float[] gradient) {
        double squares = 0;
        for (float g : gradient) {
            squares += (double) g * g;
        }
        return Math.sqrt(squares);
    }

    private static double saliency(float[] weights, float[] gradient) {
        double sum = 0;
        for (int i = 0; i < weights.length; i++) {
            sum += Math.abs((double) weights[i] * gradient[i]);
        }
        return sum;
    }
}
