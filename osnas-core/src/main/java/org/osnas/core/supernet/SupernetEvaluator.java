package org.osnas.core.supernet;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.osnas.api.space.Architecture;
import org.osnas.api.spi.Check;
import org.osnas.api.task.Batch;
import org.osnas.api.task.Dataflow;
import org.osnas.api.task.Evaluation;
import org.osnas.api.task.Split;
import org.osnas.api.task.TrainingAgent;
import org.osnas.core.plan.BlockStatistics;
import org.osnas.core.plan.ForwardMode;
import org.osnas.core.plan.Tensor;

/**
 * Scores architectures with the supernet's weights. Architectures are put into a trie over their choices, so a common
 * prefix runs once a batch, in recalibration too: the statistics of a block depend on the blocks before it only.
 */
public final class SupernetEvaluator {

    private final Supernet supernet;
    private final Dataflow dataflow;
    private final TrainingAgent agent;
    private final BatchNormMode mode;
    private final int calibrationBatches;

    /**
     * @param calibrationBatches training batches for {@link BatchNormMode#RECALIBRATE}
     */
    public SupernetEvaluator(
            Supernet supernet, Dataflow dataflow, TrainingAgent agent, BatchNormMode mode, int calibrationBatches) {
        this.supernet = supernet;
        this.dataflow = dataflow;
        this.agent = agent;
        this.mode = mode;
        this.calibrationBatches = Check.atLeast("calibration batches", calibrationBatches, 1);
    }

    /** A block behind a common prefix of choices. */
    private static final class Node {
        private final SharedBlock block;
        private final Map<Integer, Node> children = new LinkedHashMap<>();
        private final List<Integer> ends = new ArrayList<>();
        private BlockStatistics statistics;

        Node(SharedBlock block) {
            this.block = block;
        }
    }

    /** What happens with the output of an architecture. */
    private interface Sink {
        void accept(int architecture, INDArray output);
    }

    /** Evaluates the architectures on a split, in their order. */
    public List<Evaluation> evaluate(List<Architecture> architectures, Split split) {
        architectures.forEach(supernet.space()::check);
        List<Evaluation> evaluations = new ArrayList<>();
        architectures.forEach(a -> evaluations.add(agent.evaluation()));
        if (architectures.isEmpty()) {
            return evaluations;
        }
        Node root = trie(architectures);
        if (mode == BatchNormMode.RECALIBRATE) {
            calibrate(root);
        }
        try (Dataflow.BatchStream batches = dataflow.evaluation(split)) {
            while (batches.hasNext()) {
                try (Batch batch = batches.next()) {
                    run(root, Tensor.of(batch.features()), false, (a, output) -> evaluations
                            .get(a)
                            .add(output, batch));
                }
            }
        }
        return evaluations;
    }

    private Node trie(List<Architecture> architectures) {
        Node root = new Node(supernet.stem());
        for (int a = 0; a < architectures.size(); a++) {
            Node node = root;
            for (int l = 0; l < supernet.space().depth(); l++) {
                int layer = l;
                node = node.children.computeIfAbsent(
                        architectures.get(a).choice(l), c -> new Node(supernet.block(layer, c)));
            }
            node.children
                    .computeIfAbsent(0, c -> new Node(supernet.head()))
                    .ends
                    .add(a);
        }
        return root;
    }

    private void calibrate(Node root) {
        try (Dataflow.BatchStream batches = dataflow.calibration(calibrationBatches)) {
            while (batches.hasNext()) {
                try (Batch batch = batches.next()) {
                    run(root, Tensor.of(batch.features()), true, (a, output) -> {});
                }
            }
        }
    }

    private void run(Node node, Tensor x, boolean calibrating, Sink sink) {
        Tensor y = node.block.forward(x, modeOf(node, calibrating));
        for (int a : node.ends) {
            sink.accept(a, y.array());
        }
        for (Node child : node.children.values()) {
            run(child, y, calibrating, sink);
        }
        if (y != x) {
            supernet.pool().release(y);
        }
    }

    private ForwardMode modeOf(Node node, boolean calibrating) {
        if (calibrating) {
            if (node.statistics == null) {
                node.statistics = node.block.newStatistics();
            }
            node.statistics.nextBatch();
            return new ForwardMode.BatchStatistics(Optional.of(node.statistics));
        }
        return switch (mode) {
            case RECALIBRATE -> new ForwardMode.Fixed(Optional.of(node.statistics));
            case BATCH -> new ForwardMode.BatchStatistics(Optional.empty());
            case INHERITED -> ForwardMode.running();
        };
    }
}
