package org.osnas.core.supernet;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.osnas.api.cost.CostModel;
import org.osnas.api.cost.LookupTable;
import org.osnas.api.space.Architecture;
import org.osnas.api.spi.Check;
import org.osnas.api.task.Batch;
import org.osnas.api.task.Dataflow;
import org.osnas.api.task.Evaluation;
import org.osnas.api.task.Split;
import org.osnas.api.task.TrainingAgent;
import org.osnas.core.kernel.KernelThreads;
import org.osnas.core.kernel.SideBySide;
import org.osnas.core.plan.BlockStatistics;
import org.osnas.core.plan.ForwardMode;
import org.osnas.core.plan.Kernels;

/**
 * Scores architectures with the supernet's weights. Architectures are put into a trie over their choices, so a common
 * prefix runs once a batch, in recalibration too: the statistics of a block depend on the blocks before it only. A
 * population is divided among the kernels' threads, each with a trie, plans and activations of its own; that is faster
 * than to share the work of every operation, and gives the same bits.
 */
public final class SupernetEvaluator {

    private final Supernet supernet;
    private final Dataflow dataflow;
    private final TrainingAgent agent;
    private final BatchNormMode mode;
    private final int calibrationBatches;
    private final LookupTable macs;

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
        this.macs = CostModel.analytic(supernet.space()).table("macs");
    }

    /** Evaluates the architectures on a split, in their order. */
    public List<Evaluation> evaluate(List<Architecture> architectures, Split split) {
        return evaluate(architectures, split, StopRule.NEVER);
    }

    /**
     * Evaluates the architectures on a split, in their order, some perhaps on its beginning only. What one gets does not
     * depend on the others.
     *
     * @param rule is asked after each batch but the last; work that only stopped architectures need is not done
     */
    public List<Evaluation> evaluate(List<Architecture> architectures, Split split, StopRule rule) {
        architectures.forEach(supernet.space()::check);
        List<Evaluation> evaluations = new ArrayList<>();
        architectures.forEach(a -> evaluations.add(agent.evaluation()));
        if (architectures.isEmpty()) {
            return evaluations;
        }
        List<PrefixTrie> tries = tries(architectures);
        if (mode == BatchNormMode.RECALIBRATE) {
            calibrate(tries);
        }
        // Evaluations of one task may share what is not safe for two threads.
        Object lock = new Object();
        try (Dataflow.BatchStream batches = dataflow.evaluation(split)) {
            for (int seen = 1; batches.hasNext() && !tries.isEmpty(); seen++) {
                try (Batch batch = batches.next()) {
                    run(tries, batch, false, (a, output) -> {
                        synchronized (lock) {
                            evaluations.get(a).add(output, batch);
                        }
                    });
                }
                if (batches.hasNext()) {
                    int count = seen;
                    tries.forEach(trie -> trie.retain(a -> !rule.stops(evaluations.get(a), count)));
                    tries.removeIf(PrefixTrie::isEmpty);
                }
            }
        }
        return evaluations;
    }

    /** One for each thread. */
    private List<PrefixTrie> tries(List<Architecture> architectures) {
        List<Architecture> canonical =
                architectures.stream().map(supernet.space()::canonical).toList();
        // Threads are the CPU's; other backends have ways of their own to keep a device busy.
        int most = supernet.pool().kernels() == Kernels.cpu() ? KernelThreads.threads() : 1;
        List<List<Integer>> parts = PopulationParts.of(macs, canonical, most);
        List<PrefixTrie> tries = new ArrayList<>();
        for (int p = 0; p < parts.size(); p++) {
            tries.add(PrefixTrie.of(supernet.twin(p), canonical, parts.get(p)));
        }
        return tries;
    }

    private void calibrate(List<PrefixTrie> tries) {
        try (Dataflow.BatchStream batches = dataflow.calibration(calibrationBatches)) {
            while (batches.hasNext()) {
                try (Batch batch = batches.next()) {
                    run(tries, batch, true, (a, output) -> {});
                }
            }
        }
    }

    private void run(List<PrefixTrie> tries, Batch batch, boolean calibrating, PrefixTrie.Sink sink) {
        SideBySide.run(tries.stream()
                .<Runnable>map(trie -> () -> trie.run(
                        supernet.pool().kernels().wrap(batch.features()), node -> modes(node, calibrating), sink))
                .toList());
    }

    private Modes modes(PrefixTrie.Node node, boolean calibrating) {
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

    private static ForwardMode collecting(PrefixTrie.Node node, SharedBlock block) {
        BlockStatistics statistics = node.statistics().computeIfAbsent(block, SharedBlock::newStatistics);
        statistics.nextBatch();
        return new ForwardMode.BatchStatistics(Optional.of(statistics));
    }

    private ForwardMode evaluating(PrefixTrie.Node node, SharedBlock block) {
        return switch (mode) {
            case RECALIBRATE ->
                new ForwardMode.Fixed(Optional.of(node.statistics().get(block)));
            case BATCH -> new ForwardMode.BatchStatistics(Optional.empty());
            case INHERITED -> ForwardMode.running();
        };
    }
}
