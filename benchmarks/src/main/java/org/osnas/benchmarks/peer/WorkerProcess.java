package org.osnas.benchmarks.peer;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A {@link PeerWorker} as its parent sees it. It computes only while {@link #run} waits for it. */
final class WorkerProcess implements AutoCloseable {

    /** What native libraries have to say. */
    static final Path LOG = Path.of("target", "results", "peers.log");

    private final ObjectMapper json = new ObjectMapper();
    private final Process process;
    private final BufferedReader out;
    private final BufferedWriter in;

    /** @param environment the settings of {@link ProcessSettings} that the process has; it inherits none of them */
    WorkerProcess(ContenderKind kind, Map<String, String> environment, Workload workload, int threads, Path weights)
            throws IOException {
        Files.createDirectories(LOG.getParent());
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseParallelGC",
                "-XX:MaxRAMPercentage=20",
                "-XX:MaxNewSize=64m",
                "-Dorg.bytedeco.javacpp.maxphysicalbytes=0",
                "-Dorg.bytedeco.javacpp.maxbytes=0",
                "-Dai.djl.offline=true",
                "-cp",
                System.getProperty("java.class.path"),
                PeerWorker.class.getName(),
                kind.label(),
                Integer.toString(threads),
                weights.toString()));
        command.addAll(workload.arguments());
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.appendTo(LOG.toFile()));
        builder.environment().keySet().removeAll(ProcessSettings.NAMES);
        builder.environment().putAll(environment);
        process = builder.start();
        out = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        in = new BufferedWriter(new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8));
    }

    PeerWorker.Steps run(int steps) throws IOException {
        in.write(steps + "\n");
        in.flush();
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            if (line.startsWith(PeerWorker.MARK)) {
                return json.readValue(line.substring(PeerWorker.MARK.length()), PeerWorker.Steps.class);
            }
        }
        throw new IOException("A contender ended before it answered; see " + LOG.toAbsolutePath());
    }

    @Override
    public void close() throws IOException {
        in.close();
        try {
            process.waitFor();
        } catch (InterruptedException e) {
            process.destroy();
            Thread.currentThread().interrupt();
        }
    }
}
