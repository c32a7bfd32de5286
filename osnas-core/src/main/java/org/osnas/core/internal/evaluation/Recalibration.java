package org.osnas.core.internal.evaluation;

import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;
import org.osnas.api.space.Architecture;
import org.osnas.api.task.Batch;
import org.osnas.api.task.Dataflow;
import org.osnas.core.internal.weights.Modes;
import org.osnas.core.internal.weights.SharedBlock;
import org.osnas.core.internal.weights.SharedNetwork;
import org.osnas.core.supernet.Supernet;
import org.osnas.engine.internal.plan.BlockStatistics;
import org.osnas.engine.internal.plan.ForwardMode;
import org.osnas.engine.internal.plan.Tensor;

/** Statistics of batch normalisation that belong to one network, as {@link org.osnas.core.supernet.BatchNormMode#RECALIBRATE} collects them. */
public final class Recalibration {

    private Recalibration() {}

    /**
     * Makes the statistics of some training batches the running ones of a network.
     *
     * @param network with one architecture
     * @param batches how many
     * @throws org.osnas.core.stop.StoppedException if the network is asked to stop; it stays as it was then
     */
    public static void of(Supernet network, Dataflow data, int batches) {
        SharedNetwork shared = network.network();
        Architecture only = Architecture.of(new int[network.space().depth()]);
        Map<SharedBlock, BlockStatistics> collected = new IdentityHashMap<>();
        Modes collecting = Modes.evaluating(block -> {
            BlockStatistics statistics = collected.computeIfAbsent(block, SharedBlock::newStatistics);
            statistics.nextBatch();
            return new ForwardMode.BatchStatistics(Optional.of(statistics));
        });
        try (Dataflow.BatchStream stream = data.calibration(batches)) {
            while (stream.hasNext()) {
                try (Batch batch = shared.stop().await(stream::next)) {
                    Tensor x = shared.kernels().wrap(batch.inputs());
                    shared.along(only).run(x, collecting).stream()
                            .filter(output -> output != x)
                            .forEach(shared.pool()::release);
                }
            }
        }
        collected.forEach(SharedBlock::adopt);
    }
}
