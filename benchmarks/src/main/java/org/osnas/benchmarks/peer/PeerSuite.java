package org.osnas.benchmarks.peer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.osnas.benchmarks.report.SuiteResult;
import org.osnas.benchmarks.suite.SpaceOption;
import org.osnas.benchmarks.suite.SuiteOptions;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * Compares training steps of this project with PyTorch's: same network, weights, data, threads and allocator settings,
 * each contender in a process of its own, all alive at once and taking turns of a few steps, so that a busy machine
 * slows all of them alike.
 */
@Command(name = "peers", mixinStandardHelpOptions = true, description = "Training steps against PyTorch (DJL).")
public final class PeerSuite implements Callable<Integer> {

    @Mixin
    private SpaceOption space;

    @Option(names = "--batch", defaultValue = "64", description = "Images of a step (default: ${DEFAULT-VALUE}).")
    private int batch;

    @Option(names = "--threads", defaultValue = "1,2", split = ",", description = "Numbers of threads.")
    private List<Integer> threads;

    @Option(names = "--workload", split = ",", description = "single, supernet, weighted (default: all).")
    private List<String> workloads = List.of("single", "supernet", "weighted");

    @Option(names = "--engine", split = ",", description = "osnas, torch-nchw, torch-channels-last (default: all).")
    private List<String> engines = List.of("osnas", "torch-nchw", "torch-channels-last");

    @Mixin
    private SuiteOptions options;

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new PeerSuite()).execute(arguments));
    }

    @Override
    public Integer call() throws IOException {
        List<Measurement> measurements = new ArrayList<>();
        for (int count : threads) {
            for (String workload : List.of("single,supernet", "weighted")) {
                List<Mode> modes = List.of(workload.split(",")).stream()
                        .filter(workloads::contains)
                        .map(Mode::of)
                        .toList();
                if (!modes.isEmpty()) {
                    measurements.addAll(compare(modes, count));
                }
            }
        }
        PeerReport report = PeerReport.of(measurements);
        System.out.print(report.table());
        write(measurements, report);
        return 0;
    }

    /** Contenders of the given workloads take turns. */
    private List<Measurement> compare(List<Mode> modes, int threadCount) throws IOException {
        List<Turn> turns = new ArrayList<>();
        Map<Mode, Path> weights = new LinkedHashMap<>();
        try {
            for (Mode mode : modes) {
                // Below 32 images PyTorch does not use oneDNN for the smallest layers.
                boolean small = options.quick() && mode == Mode.WEIGHTED;
                Workload workload = new Workload(space.name(), mode, small ? Math.min(batch, 32) : batch, 1);
                weights.put(mode, Files.createTempFile("osnas-weights", ".bin"));
                Weights.write(workload, weights.get(mode));
                for (ContenderKind kind : ContenderKind.values()) {
                    if (kind.supports(mode) && engines.contains(kind.label())) {
                        turns.add(new Turn(kind, workload, threadCount, weights.get(mode)));
                    }
                }
            }
            return Turn.takeTurns(turns, length(modes.contains(Mode.WEIGHTED)));
        } finally {
            for (Turn turn : turns) {
                turn.close();
            }
            for (Path file : weights.values()) {
                Files.deleteIfExists(file);
            }
        }
    }

    private Turn.Length length(boolean mixture) {
        if (mixture) {
            return options.quick() ? new Turn.Length(1, 1, 2, 1) : new Turn.Length(3, 3, 5, 2);
        }
        return options.quick() ? new Turn.Length(3, 3, 3, 2) : new Turn.Length(4, 30, 12, 6);
    }

    private void write(List<Measurement> measurements, PeerReport report) throws IOException {
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("space", space.name());
        details.put("quick", options.quick());
        details.put("ratios", report.ratios());
        details.put("measurements", measurements);
        new SuiteResult("peers", report.table(), report.lines(), details).write(options.output("peers"));
    }
}
