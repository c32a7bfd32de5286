package org.osnas.core.internal.job;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.osnas.core.job.JobBatch;
import org.osnas.core.job.JobRunner;
import org.osnas.core.stop.StopSignal;

/**
 * Runs jobs in child processes of this machine, each with its own threads. A child is started when there is a job for it
 * and kept for the next ones; if it ends by itself, its job is begun again in another.
 */
public final class ProcessRunner implements JobRunner {

    /** Of a job, or of starts of children that never come up. */
    private static final int ATTEMPTS = 3;

    /** As the launcher gives to one process alone. */
    private static final int HEAP_PERCENT = 35;

    private static final Duration LOOK = Duration.ofMillis(50);
    private static final Duration SAVING = Duration.ofSeconds(9);

    private final int processes;
    private final int threads;
    private final BlockingQueue<WorkerProcess.Said> said = new LinkedBlockingQueue<>();
    private final List<WorkerProcess> workers = new ArrayList<>();
    private JsonNode header = JsonNodeFactory.instance.objectNode();
    private int neverReady;

    public ProcessRunner(int processes, int threads) {
        this.processes = processes;
        this.threads = threads;
    }

    @Override
    public int threads() {
        return threads;
    }

    @Override
    public int atOnce() {
        return processes;
    }

    @Override
    public String description() {
        return "%d processes of %d thread%s".formatted(processes, threads, threads == 1 ? "" : "s");
    }

    @Override
    public void run(JobBatch batch, Listener listener, StopSignal stop) throws IOException {
        JsonNode wanted = JobServer.header(batch, threads);
        if (!wanted.equals(header)) {
            endAll();
            header = wanted;
        }
        Round round = new Round(batch, listener);
        try {
            while (round.left > 0 && !stop.requested()) {
                round.handOut();
                stop.unsaved(true);
                WorkerProcess.Said next = next(LOOK);
                if (next != null) {
                    round.hear(next);
                }
            }
            if (round.left > 0) {
                round.stop();
            }
        } finally {
            stop.unsaved(false);
            if (round.left > 0) {
                endAll();
            }
        }
        if (round.left > 0) {
            stop.check();
        }
    }

    private WorkerProcess.@Nullable Said next(Duration wait) throws IOException {
        try {
            return said.poll(wait.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted while jobs ran", e);
        }
    }

    private void endAll() throws IOException {
        for (WorkerProcess worker : workers) {
            worker.end();
        }
        workers.clear();
    }

    @Override
    public void close() {
        try {
            endAll();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The jobs of one batch. */
    private final class Round {

        private final JobBatch batch;
        private final Listener listener;
        private final Deque<Integer> waiting = new ArrayDeque<>();
        private final int[] lost;
        private int left;

        Round(JobBatch batch, Listener listener) {
            this.batch = batch;
            this.listener = listener;
            IntStream.range(0, batch.jobs().size()).forEach(waiting::add);
            lost = new int[batch.jobs().size()];
            left = lost.length;
        }

        void handOut() throws IOException {
            while (!waiting.isEmpty()) {
                Optional<WorkerProcess> idle =
                        workers.stream().filter(w -> w.job().isEmpty()).findFirst();
                if (idle.isEmpty() && workers.size() == processes) {
                    return;
                }
                WorkerProcess worker = idle.isPresent() ? idle.get() : start();
                int job = waiting.remove();
                worker.begin(job, batch.jobs().get(job));
                listener.started(job);
            }
        }

        private WorkerProcess start() throws IOException {
            WorkerProcess worker = WorkerProcess.start(header, threads, Math.max(5, HEAP_PERCENT / processes), said);
            workers.add(worker);
            return worker;
        }

        void hear(WorkerProcess.Said what) throws IOException {
            WorkerProcess worker = what.worker();
            if (!workers.contains(worker)) {
                // Of one that was ended.
                return;
            }
            if (what.line().isEmpty()) {
                bury(worker);
                return;
            }
            JsonNode line = what.line().get();
            if (line.has(WorkerMain.READY)) {
                worker.setReady();
                neverReady = 0;
                return;
            }
            int job = worker.job().orElseThrow();
            worker.rest();
            if (line.has(JobServer.RESULT)) {
                left--;
                listener.done(job, line.path(JobServer.RESULT));
            } else if (line.has(JobServer.FAILED)) {
                left--;
                listener.failed(job, line.path(JobServer.FAILED).asText());
            }
        }

        private void bury(WorkerProcess worker) throws IOException {
            workers.remove(worker);
            String how = worker.obituary();
            worker.end();
            if (!worker.ready() && ++neverReady == ATTEMPTS) {
                throw new IOException(
                        "%d processes for jobs ended before they had begun, the last with %s".formatted(ATTEMPTS, how));
            }
            if (worker.job().isEmpty()) {
                return;
            }
            int job = worker.job().get();
            listener.lost(job);
            if (worker.ready() && ++lost[job] == ATTEMPTS) {
                left--;
                listener.failed(
                        job, "The process that did it ended %d times, at last with %s".formatted(ATTEMPTS, how));
            } else {
                waiting.addFirst(job);
            }
        }

        /** Asks all to stop, and takes what becomes of their jobs. */
        void stop() throws IOException {
            workers.stream().filter(w -> w.job().isPresent()).forEach(WorkerProcess::stop);
            long end = System.nanoTime() + SAVING.toNanos();
            while (workers.stream().anyMatch(w -> w.job().isPresent()) && System.nanoTime() < end) {
                WorkerProcess.Said next = next(LOOK);
                if (next != null) {
                    hear(next);
                }
            }
        }
    }
}
