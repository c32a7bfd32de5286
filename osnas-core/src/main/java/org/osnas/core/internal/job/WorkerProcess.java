package org.osnas.core.internal.job;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.stream.Collectors;
import org.osnas.core.job.JobBatch;

/** A child process with {@link WorkerMain}, as its parent sees it. */
final class WorkerProcess {

    /**
     * What a child said.
     *
     * @param line empty if it ended
     */
    record Said(WorkerProcess worker, Optional<JsonNode> line) {}

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int LAST_LINES = 5;

    private final Process process;
    private final PrintStream in;
    private final Path errors;

    /** The job that it does; none if it waits for one. */
    private Optional<Integer> job = Optional.empty();

    private boolean ready;

    private WorkerProcess(Process process, Path errors) {
        this.process = process;
        this.errors = errors;
        this.in = new PrintStream(process.getOutputStream(), true, StandardCharsets.UTF_8);
    }

    /**
     * Starts a process as this one was started.
     *
     * @param heapShare of the memory, in percent, unless the options of this process say how much it may have
     * @param said takes what it says
     */
    static WorkerProcess start(JsonNode header, int threads, int heapShare, BlockingQueue<Said> said)
            throws IOException {
        Path errors = Files.createTempFile("osnas-worker", ".log");
        List<String> line = new ArrayList<>();
        line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        line.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
        line.add("-XX:MaxRAMPercentage=" + heapShare);
        line.add("-Dosnas.threads=" + threads);
        line.add("-cp");
        line.add(ClassPath.ofThisProcess());
        line.add(WorkerMain.class.getName());
        Process process = new ProcessBuilder(line)
                .redirectError(ProcessBuilder.Redirect.to(errors.toFile()))
                .start();
        WorkerProcess worker = new WorkerProcess(process, errors);
        Thread reader = new Thread(() -> worker.read(said), "osnas-worker-" + process.pid());
        reader.setDaemon(true);
        reader.start();
        worker.in.println(header);
        return worker;
    }

    private void read(BlockingQueue<Said> said) {
        try (BufferedReader out =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                said.add(new Said(this, Optional.of(JSON.readTree(line))));
            }
        } catch (IOException e) {
            // It was killed in the middle of a line.
        }
        said.add(new Said(this, Optional.empty()));
    }

    void begin(int number, JobBatch.Job what) {
        job = Optional.of(number);
        ObjectNode line = JsonNodeFactory.instance.objectNode();
        line.put(WorkerMain.JOB, number);
        line.set(WorkerMain.WHAT, what.what());
        // If it is gone just now, its reader says so.
        in.println(line);
    }

    /** Asks it to stop what it does. */
    void stop() {
        in.println("{\"" + WorkerMain.STOP + "\":true}");
    }

    /** It has answered, or ended. */
    void rest() {
        job = Optional.empty();
    }

    Optional<Integer> job() {
        return job;
    }

    /** Whether it has come up. */
    boolean ready() {
        return ready;
    }

    void setReady() {
        ready = true;
    }

    /** How it ended, and its last words. */
    String obituary() throws IOException {
        String last = Files.readString(errors)
                .lines()
                .filter(line -> !line.isBlank())
                .collect(Collectors.collectingAndThen(
                        Collectors.toList(),
                        lines -> String.join(
                                " | ", lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size()))));
        try {
            return "status " + process.waitFor() + (last.isEmpty() ? "" : ": " + last);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return last;
        }
    }

    /** Ends it: at once, since it does nothing, or nothing that is wanted. */
    void end() throws IOException {
        in.close();
        process.destroyForcibly();
        Files.deleteIfExists(errors);
    }
}
