package org.osnas.benchmarks.peer;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.management.OperatingSystemMXBean;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.osnas.benchmarks.step.ProcessTimes;

/**
 * The process of one contender. It reads {@code N} lines from standard input, each the number of steps to run, and
 * answers each with a line of JSON ({@link Steps}) behind {@value #MARK}; it ends with its input.
 */
public final class PeerWorker {

    /** Marks the lines of the protocol: native libraries print to standard output too. */
    static final String MARK = "@peer ";

    private PeerWorker() {}

    /**
     * What some steps took.
     *
     * @param wallMillis of each step
     * @param cpuMillis of all threads of the process, mean of a step
     * @param systemMillis the kernel's part of it
     * @param pageFaults mean of a step
     * @param peakBytes the most memory the process ever held; 0 where the system does not say
     */
    record Steps(
            String engine,
            List<Double> wallMillis,
            double cpuMillis,
            double systemMillis,
            double pageFaults,
            List<Double> losses,
            double mixtureGradientNorm,
            long peakBytes) {}

    /** Arguments: contender, threads, file of weights, workload. */
    public static void main(String[] arguments) throws IOException {
        List<String> args = List.of(arguments);
        int threads = Integer.parseInt(args.get(1));
        Path weights = Path.of(args.get(2));
        Workload workload = Workload.parse(args.subList(3, args.size()));
        ObjectMapper json = new ObjectMapper();
        try (Contender contender = ContenderKind.of(args.get(0)).start(workload, threads, weights);
                BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                Steps steps = run(contender, Integer.parseInt(line.trim()));
                System.out.println(MARK + json.writeValueAsString(steps));
            }
        }
    }

    private static Steps run(Contender contender, int count) {
        var bean = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        List<Double> wall = new ArrayList<>();
        List<Double> losses = new ArrayList<>();
        double cpu = 0;
        double system = 0;
        double faults = 0;
        for (int i = 0; i < count; i++) {
            ProcessTimes before = ProcessTimes.now();
            long cpuStart = bean.getProcessCpuTime();
            long start = System.nanoTime();
            losses.add(contender.step());
            wall.add((System.nanoTime() - start) / 1e6);
            cpu += (bean.getProcessCpuTime() - cpuStart) / 1e6;
            ProcessTimes used = ProcessTimes.now().minus(before);
            system += used.systemMillis();
            faults += used.pageFaults();
            contender.between();
        }
        return new Steps(
                contender.engine(),
                wall,
                cpu / count,
                system / count,
                faults / count,
                losses,
                contender.mixtureGradientNorm(),
                peakBytes());
    }

    private static long peakBytes() {
        try {
            for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
                if (line.startsWith("VmHWM:")) {
                    return Long.parseLong(line.replaceAll("\\D", "")) * 1024;
                }
            }
        } catch (IOException e) {
            return 0;
        }
        return 0;
    }
}
