package org.osnas.core.internal.evaluation;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.osnas.api.cost.CostModel;
import org.osnas.api.cost.LookupTable;
import org.osnas.api.space.Architecture;
import org.osnas.api.spi.Check;
import org.osnas.api.task.Batch;
import org.osnas.api.task.Dataflow;
import org.osnas.api.task.Evaluation;
import org.osnas.api.task.Outputs;
import org.osnas.api.task.Split;
import org.osnas.api.task.TrainingAgent;
import org.osnas.core.internal.weights.Modes;
import org.osnas.core.internal.weights.OutputArrays;
import org.osnas.core.internal.weights.SharedBlock;
import org.osnas.core.internal.weights.SharedNetwork;
import org.osnas.core.supernet.BatchNormMode;
import org.osnas.core.supernet.Supernet;
import org.osnas.engine.internal.kernel.KernelThreads;
import org.osnas.engine.internal.kernel.SideBySide;
import org.osnas.engine.internal.plan.BlockStatistics;
import org.osnas.engine.internal.plan.ForwardMode;
import org.osnas.engine.internal.plan.Kernels;

/**
 * Scores architectures with the supernet's weights. Architectures are put into a trie over their choices, so a common
 * prefix runs once a batch, in recalibration too: the statistics of a block depend on the blocks before it only. A
 * population is divided among the kernels' threads, each with plans and activations of its own; that is faster than to
 * share the work of every operation, and gives the same bits. Who is done first helps the others.
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
     * @throws org.osnas.core.stop.StoppedException if the supernet is asked to stop ({@link Supernet#stopOn})
     */
    public List<Evaluation> evaluate(List<Architecture> architectures, Split split, StopRule rule) {
        architectures.forEach(supernet.space()::check);
        List<Evaluation> evaluations = new ArrayList<>();
        architectures.forEach(a -> evaluations.add(agent.evaluation()));
        if (architectures.isEmpty()) {
            return evaluations;
        }
        List<Architecture> canonical =
                architectures.stream().map(supernet.space()::canonical).toList();
        PrefixTrie trie = new PrefixTrie(supernet.space(), canonical);
        List<Integer> live = IntStream.range(0, canonical.size()).boxed().toList();
        if (mode == BatchNormMode.RECALIBRATE) {
            calibrate(trie, parts(canonical, live));
        }
        // Evaluations of one task may share what is not safe for two threads.
        Object lock = new Object();
        try (Dataflow.BatchStream batches = dataflow.evaluation(split)) {
            for (int seen = 1; batches.hasNext() && !live.isEmpty(); seen++) {
                try (Batch batch = next(batches)) {
                    run(trie, parts(canonical, live), batch, this::evaluating, (a, outputs) -> {
                        synchronized (lock) {
                            evaluations.get(a).add(outputs, batch);
                        }
                    });
                }
                if (batches.hasNext()) {
                    int count = seen;
                    live = live.stream()
                            .filter(a -> !rule.stops(evaluations.get(a), count))
                            .toList();
                }
            }
        }
        return evaluations;
    }

    /** The architectures of each thread. */
    private List<List<Integer>> parts(List<Architecture> canonical, List<Integer> live) {
        // Threads are the CPU's; other backends have ways of their own to keep a device busy.
        int most = supernet.network().kernels() == Kernels.cpu() ? KernelThreads.threads() : 1;
        return PopulationParts.of(macs, canonical, live, most);
    }

    private void calibrate(PrefixTrie trie, List<List<Integer>> parts) {
        try (Dataflow.BatchStream batches = dataflow.calibration(calibrationBatches)) {
            for (int number = 1; batches.hasNext(); number++) {
                int current = number;
                try (Batch batch = next(batches)) {
                    run(trie, parts, batch, node -> collecting(node, current), (a, outputs) -> {});
                }
            }
        }
    }

    private Batch next(Dataflow.BatchStream batches) {
        return supernet.network().stop().await(batches::next);
    }

    private void run(
            PrefixTrie trie,
            List<List<Integer>> parts,
            Batch batch,
            Function<PrefixTrie.Node, Modes> modes,
            BiConsumer<Integer, Outputs> sink) {
        PopulationDeal deal = new PopulationDeal(parts);
        List<Runnable> threads = new ArrayList<>();
        for (int p = 0; p < parts.size(); p++) {
            int thread = p;
            SharedNetwork twin = supernet.network().ofThread(thread);
            threads.add(() -> {
                try (PrefixWalk walk = PrefixWalk.of(twin, batch.inputs(), modes)) {
                    for (OptionalInt a = deal.next(thread); a.isPresent(); a = deal.next(thread)) {
                        sink.accept(a.getAsInt(), OutputArrays.of(supernet.space(), walk.to(trie.path(a.getAsInt()))));
                    }
                }
            });
        }
        SideBySide.run(threads);
    }

    private static Modes collecting(PrefixTrie.Node node, int batch) {
        if (!node.claim(batch)) {
            return Modes.evaluating(block -> new ForwardMode.BatchStatistics(Optional.empty()));
        }
        return Modes.evaluating(block -> {
            BlockStatistics statistics =
                    node.statistics().computeIfAbsent(block.weights(), weights -> block.newStatistics());
            statistics.nextBatch();
            return new ForwardMode.BatchStatistics(Optional.of(statistics));
        });
    }

    private Modes evaluating(PrefixTrie.Node node) {
        return Modes.evaluating(block -> mode(node, block));
    }

    private ForwardMode mode(PrefixTrie.Node node, SharedBlock block) {
        return switch (mode) {
            case RECALIBRATE ->
                new ForwardMode.Fixed(
                        Optional.of(Objects.requireNonNull(node.statistics().get(block.weights()), block.label())));
            case BATCH -> new ForwardMode.BatchStatistics(Optional.empty());
            case INHERITED -> ForwardMode.running();
        };
    }
}
