package org.osnas.core.internal.job;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.osnas.core.stop.StopSignal;

/**
 * The main program of a child process that does jobs. It reads JSON lines: first the header of a batch, then jobs, at
 * last perhaps that it must stop; and answers each job with a line. When its parent is gone it stops too.
 */
final class WorkerMain {

    /** What a line may be, by its only key or its first. */
    static final String JOB = "job";

    static final String WHAT = "what";
    static final String STOP = "stop";
    static final String READY = "ready";

    /** How long a job may take to save its state when there is nobody any more to ask for it. */
    private static final long ORPHANED_MILLIS = 10_000;

    private static final ObjectMapper JSON = new ObjectMapper();

    private final StopSignal stop = new StopSignal();
    private final BlockingQueue<Optional<JsonNode>> lines = new LinkedBlockingQueue<>();

    private WorkerMain() {}

    public static void main(String[] args) throws IOException, InterruptedException {
        PrintStream answers = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
        // ND4J prints to standard output, which belongs to the answers.
        System.setOut(System.err);
        ignoreInterrupts();
        new WorkerMain().serve(answers);
        System.exit(0);
    }

    private void serve(PrintStream answers) throws IOException, InterruptedException {
        Thread reader = new Thread(this::read, "osnas-jobs");
        reader.setDaemon(true);
        reader.start();
        Optional<JsonNode> header = lines.take();
        if (header.isEmpty()) {
            return;
        }
        try (JobServer server = new JobServer(header.get())) {
            answers.println("{\"" + READY + "\":true}");
            for (Optional<JsonNode> line = lines.take(); line.isPresent(); line = lines.take()) {
                ObjectNode answer = server.answer(line.get().path(WHAT), stop);
                answer.set(JOB, line.get().path(JOB));
                answers.println(answer);
            }
        }
    }

    private void read() {
        try (BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                JsonNode node = JSON.readTree(line);
                if (node.has(STOP)) {
                    stop.request();
                } else {
                    lines.add(Optional.of(node));
                }
            }
        } catch (IOException e) {
            // As if the parent were gone.
        }
        stop.request();
        lines.add(Optional.empty());
        try {
            Thread.sleep(ORPHANED_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Runtime.getRuntime().halt(1);
    }

    /**
     * Ctrl-C reaches all processes of a terminal; the parent says what it means. By reflection, since the compiler warns
     * of the only class there is for it.
     */
    private static void ignoreInterrupts() {
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            signal.getMethod("handle", signal, handler)
                    .invoke(
                            null,
                            signal.getConstructor(String.class).newInstance("INT"),
                            handler.getField("SIG_IGN").get(null));
        } catch (ReflectiveOperationException e) {
            // Not on this system: the process ends at once then, and its job is begun again.
        }
    }
}
