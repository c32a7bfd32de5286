package org.osnas.benchmarks.peer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** One contender with what was measured of it so far. */
final class Turn implements AutoCloseable {

    private final ContenderKind kind;
    private final Workload workload;
    private final int threads;
    private final Path weights;
    private final long weightBytes;
    private final String label;
    private final Map<String, String> environment;
    private final WorkerProcess process;
    private final List<Double> wallMillis = new ArrayList<>();
    private final List<Double> cpuMillis = new ArrayList<>();
    private final List<Double> systemMillis = new ArrayList<>();
    private final List<Double> pageFaults = new ArrayList<>();
    private PeerWorker.Steps first;
    private PeerWorker.Steps last;

    Turn(ContenderKind kind, Workload workload, int threads, Path weights) throws IOException {
        this(kind, kind.label(), kind.environment(threads), workload, threads, weights);
    }

    /** @param environment settings of the process, see {@link ProcessSettings} */
    Turn(
            ContenderKind kind,
            String label,
            Map<String, String> environment,
            Workload workload,
            int threads,
            Path weights)
            throws IOException {
        this.kind = kind;
        this.workload = workload;
        this.threads = threads;
        this.weights = weights;
        this.weightBytes = Files.size(weights);
        this.label = label;
        this.environment = environment;
        this.process = new WorkerProcess(kind, environment, workload, threads, weights);
    }

    /**
     * How long a comparison takes.
     *
     * @param checked first steps, whose losses are compared
     * @param warmUp further steps before the measurement
     * @param rounds turns of each contender
     * @param steps of a turn
     */
    record Length(int checked, int warmUp, int rounds, int steps) {}

    /** Warms all up, then measures them in rounds, in their order. */
    static List<Measurement> takeTurns(List<Turn> turns, Length length) throws IOException {
        for (Turn turn : turns) {
            System.err.println("warming up: " + turn.name());
            turn.warmUp(length.checked(), length.warmUp());
        }
        for (int round = 0; round < length.rounds(); round++) {
            for (Turn turn : turns) {
                turn.measure(length.steps());
            }
        }
        return turns.stream().map(Turn::measurement).toList();
    }

    private String name() {
        return workload.mode().label() + " " + label + ", " + threads + (threads == 1 ? " thread" : " threads");
    }

    /** Runs the steps that are compared for their numbers, and steps that nobody looks at. */
    private void warmUp(int compared, int steps) throws IOException {
        Map<String, String> comparable = kind.comparable(environment);
        if (comparable.equals(environment)) {
            check(process, compared);
        } else {
            try (WorkerProcess checked = new WorkerProcess(kind, comparable, workload, threads, weights)) {
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

    private void measure(int steps) throws IOException {
        last = process.run(steps);
        wallMillis.addAll(last.wallMillis());
        cpuMillis.add(last.cpuMillis());
        systemMillis.add(last.systemMillis());
        pageFaults.add(last.pageFaults());
    }

    private Measurement measurement() {
        return new Measurement(
                workload.mode().label(),
                label,
                last.engine(),
                threads,
                workload.batch(),
                first.losses(),
                first.mixtureGradientNorm(),
                wallMillis,
                cpuMillis,
                systemMillis,
                pageFaults,
                last.peakBytes(),
                weightBytes);
    }

    @Override
    public void close() throws IOException {
        process.close();
    }
}
