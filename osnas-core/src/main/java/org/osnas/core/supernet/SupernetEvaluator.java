package org.osnas.core.supernet;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.osnas.api.space.Architecture;
import org.osnas.api.space.SearchSpace;
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

    /** A stage along its choices, behind a common prefix of choices. */
    private static final class Node {
        private final StagePass pass;
        private final Map<Architecture, Node> children = new LinkedHashMap<>();
        private final List<Integer> ends = new ArrayList<>();
        private final Map<SharedBlock, BlockStatistics> statistics = new IdentityHashMap<>();

        Node(StagePass pass) {
            this.pass = pass;
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
                    run(root, supernet.pool().kernels().wrap(batch.features()), false, (a, output) -> evaluations
                            .get(a)
                            .add(output, batch));
                }
            }
        }
        return evaluations;
    }

    private Node trie(List<Architecture> architectures) {
        List<StagePass> first = supernet.passes(architectures.get(0));
        Node root = new Node(first.get(0));
        StagePass head = first.get(first.size() - 1);
        SearchSpace space = supernet.space();
        for (int a = 0; a < architectures.size(); a++) {
            Architecture canonical = space.canonical(architectures.get(a));
            Node node = root;
            for (int s = 0; s < space.stages().size(); s++) {
                int[] choices = space.choices(canonical, s);
                SharedStage stage = supernet.stage(s);
                node = node.children.computeIfAbsent(Architecture.of(choices), c -> new Node(stage.along(choices)));
            }
            node.children
                    .computeIfAbsent(Architecture.of(0), c -> new Node(head))
                    .ends
                    .add(a);
        }
        return root;
    }

    private void calibrate(Node root) {
        try (Dataflow.BatchStream batches = dataflow.calibration(calibrationBatches)) {
            while (batches.hasNext()) {
                try (Batch batch = batches.next()) {
                    run(root, supernet.pool().kernels().wrap(batch.features()), true, (a, output) -> {});
                }
            }
        }
    }

    private void run(Node node, Tensor x, boolean calibrating, Sink sink) {
        Tensor y = node.pass.forward(x, modes(node, calibrating));
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

    private Modes modes(Node node, boolean calibrating) {
        return new Modes() {
            @Override
            public ForwardMode of(SharedBlock block) {
                return calibrating ? collecting(node, block) : evaluating(node, block);
            }

            @Override
            public boolean training() {
                return false;
            }
        };
    }

    private static ForwardMode collecting(Node node, SharedBlock block) {
        BlockStatistics statistics = node.statistics.computeIfAbsent(block, SharedBlock::newStatistics);
        statistics.nextBatch();
        return new ForwardMode.BatchStatistics(Optional.of(statistics));
    }

    private ForwardMode evaluating(Node node, SharedBlock block) {
        return switch (mode) {
            case RECALIBRATE -> new ForwardMode.Fixed(Optional.of(node.statistics.get(block)));
            case BATCH -> new ForwardMode.BatchStatistics(Optional.empty());
            case INHERITED -> ForwardMode.running();
        };
    }
}
