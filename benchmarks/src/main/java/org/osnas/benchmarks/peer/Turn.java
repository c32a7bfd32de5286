package org.osnas.benchmarks.peer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** One contender with what was measured of it so far. */
final class Turn implements AutoCloseable {

    private final ContenderKind kind;
    private final Workload workload;
    private final int threads;
    private final Path weights;
    private final long weightBytes;
    private final WorkerProcess process;
    private final List<Double> wallMillis = new ArrayList<>();
    private final List<Double> cpuMillis = new ArrayList<>();
    private PeerWorker.Steps first;
    private PeerWorker.Steps last;

    Turn(ContenderKind kind, Workload workload, int threads, Path weights) throws IOException {
        this.kind = kind;
        this.workload = workload;
        this.threads = threads;
        this.weights = weights;
        this.weightBytes = Files.size(weights);
        this.process = new WorkerProcess(kind, kind.environment(), workload, threads, weights);
    }

    String name() {
        return workload.mode().label() + " " + kind.label() + ", " + threads + (threads == 1 ? " thread" : " threads");
    }

    /** Runs the steps that are compared for their numbers, and steps that nobody looks at. */
    void warmUp(int compared, int steps) throws IOException {
        if (kind.checkEnvironment().equals(kind.environment())) {
            check(process, compared);
        } else {
            try (WorkerProcess checked = new WorkerProcess(kind, kind.checkEnvironment(), workload, threads, weights)) {
                check(checked, compared);
            }
        }
        last = process.run(steps);
    }

    private void check(WorkerProcess checked, int compared) throws IOException {
        first = checked.run(1);
        if (compared > 1) {
            first.losses().addAll(checked.run(compared - 1).losses());
        }
    }

    void measure(int steps) throws IOException {
        last = process.run(steps);
        wallMillis.addAll(last.wallMillis());
        cpuMillis.add(last.cpuMillis());
    }

    Measurement measurement() {
        return new Measurement(
                workload.mode().label(),
                kind.label(),
                last.engine(),
                threads,
                workload.batch(),
                first.losses(),
                first.mixtureGradientNorm(),
                wallMillis,
                cpuMillis,
                last.peakBytes(),
                weightBytes);
    }

    @Override
    public void close() throws IOException {
        process.close();
    }
}
