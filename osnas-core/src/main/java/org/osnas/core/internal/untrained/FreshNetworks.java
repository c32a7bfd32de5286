package org.osnas.core.internal.untrained;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.ops.transforms.Transforms;
import org.osnas.api.score.UntrainedNetworks;
import org.osnas.api.space.Architecture;
import org.osnas.api.space.SearchSpace;
import org.osnas.api.space.Shape;
import org.osnas.api.space.Weight;
import org.osnas.api.task.Batch;
import org.osnas.api.task.Dataflow;
import org.osnas.api.task.Outputs;
import org.osnas.api.task.TrainingAgent;
import org.osnas.api.training.PathChoice;
import org.osnas.core.internal.evaluation.Recalibration;
import org.osnas.core.internal.weights.SharedBlock;
import org.osnas.core.stop.StopSignal;
import org.osnas.core.supernet.PathModel;
import org.osnas.core.supernet.SameDiffExporter;
import org.osnas.core.supernet.Supernet;
import org.osnas.core.weights.Initialization;

/** Networks with fresh weights, each made when it is asked about. */
public final class FreshNetworks implements UntrainedNetworks {

    /** Operations whose units are on or off. */
    private static final Set<String> SWITCHES = Set.of("relu", "relu6", "prelu");

    private final SearchSpace space;
    private final TrainingAgent agent;
    private final Dataflow data;
    private final long seed;
    private final StopSignal stop;

    /**
     * @param agent whose loss the gradients are of
     * @param seed of the fresh weights
     * @param stop ends it between two networks
     */
    public FreshNetworks(SearchSpace space, TrainingAgent agent, Dataflow data, long seed, StopSignal stop) {
        this.space = space;
        this.agent = agent;
        this.data = data;
        this.seed = seed;
        this.stop = stop;
    }

    @Override
    public List<Slope> ofLoss(Architecture architecture) {
        stop.check();
        try (Supernet network = fresh(space.restrictTo(architecture));
                Dataflow.BatchStream batches = data.training(0);
                Batch batch = stop.await(batches::next)) {
            double loss = agent.step(model(network), batch);
            return Double.isFinite(loss) ? slopes(network) : List.of();
        }
    }

    @Override
    public List<Slope> ofFlow(Architecture architecture) {
        stop.check();
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
            return slopes(network);
        }
    }

    @Override
    public Activity activity(Architecture architecture) {
        stop.check();
        UntrainedNetworks.requireSwitching("The activity of units", space);
        try (Supernet network = fresh(space.restrictTo(architecture));
                Dataflow.BatchStream batches = data.calibration(1);
                Batch batch = stop.await(batches::next)) {
            // The statistics of the one batch that is looked at.
            Recalibration.of(network, data, 1);
            SameDiff graph = SameDiffExporter.graph(network, only(network));
            List<String> switches = graph.getOps().values().stream()
                    .filter(op -> SWITCHES.contains(op.getOp().opName()))
                    .flatMap(op -> op.getOutputsOfOp().stream())
                    .toList();
            return activity(graph.output(Map.of(SameDiffExporter.INPUT, batch.inputs()), switches), batch.size());
        }
    }

    private static Activity activity(Map<String, INDArray> outputs, int examples) {
        List<BitSet> active = new ArrayList<>();
        for (int e = 0; e < examples; e++) {
            active.add(new BitSet());
        }
        int units = 0;
        for (INDArray output : outputs.values()) {
            float[] values = output.dup('c').data().asFloat();
            int width = values.length / examples;
            for (int i = 0; i < values.length; i++) {
                if (values[i] > 0) {
                    active.get(i / width).set(units + i % width);
                }
            }
            units += width;
        }
        return new Activity(units, active);
    }

    private Supernet fresh(SearchSpace alone) {
        Supernet network = Supernet.create(alone, Initialization.STANDALONE, seed);
        network.stopOn(stop);
        return network;
    }

    private static Architecture only(Supernet network) {
        return Architecture.of(new int[network.space().depth()]);
    }

    private static PathModel model(Supernet network) {
        return network.model(PathChoice.of(only(network)));
    }

    private static List<Slope> slopes(Supernet network) {
        List<Slope> slopes = new ArrayList<>();
        for (SharedBlock block : network.network().blocks()) {
            List<Weight> weights = block.block().weights();
            List<float[]> values = block.weights().values();
            for (int i = 0; i < weights.size(); i++) {
                if (block.weights().isTrained(i)) {
                    slopes.add(new Slope(
                            weights.get(i),
                            values.get(i),
                            block.gradient(weights.get(i).name())));
                }
            }
        }
        return slopes;
    }
}
