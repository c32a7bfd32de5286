package org.osnas.reliability;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.osnas.reliability.Tally.Outcome;

/**
 * Reads one input after another within limits: a second of the processor, 200 MB beyond some copies of the file, and an
 * end at all, which is waited for a while on another thread. One input at a time.
 */
final class Limits implements AutoCloseable {

    private static final long MOST_CPU_SECONDS = 1;
    private static final long MOST_SECONDS = 60;
    private static final long MOST_BYTES = 200_000_000;

    /** Text as characters, as parts, as values. */
    private static final long COPIES = 50;

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    /** What became of an input, and what was thrown. */
    record Result(Outcome outcome, String how) {}

    private @Nullable Worker worker;

    /**
     * @param bytes of the input
     */
    Result read(Reader.Reading reading, int bytes) {
        Worker reader = worker == null ? new Worker() : worker;
        worker = reader;
        try {
            reader.inputs.put(new Input(reading, bytes));
            Result result = reader.results.poll(MOST_SECONDS, TimeUnit.SECONDS);
            if (result != null) {
                return result;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        StringBuilder stack = new StringBuilder();
        for (StackTraceElement element : reader.getStackTrace()) {
            stack.append(element).append(' ');
        }
        // It is left alone, as nothing can end it.
        worker = null;
        return new Result(Outcome.HANG, "no end at " + stack);
    }

    @Override
    public void close() {
        if (worker != null) {
            worker.interrupt();
        }
    }

    private record Input(Reader.Reading reading, int bytes) {}

    private static final class Worker extends Thread {

        private final BlockingQueue<Input> inputs = new ArrayBlockingQueue<>(1);
        private final BlockingQueue<Result> results = new ArrayBlockingQueue<>(1);

        Worker() {
            super("fuzz");
            setDaemon(true);
            start();
        }

        @Override
        public void run() {
            try {
                while (!isInterrupted()) {
                    results.put(read(inputs.take()));
                }
            } catch (InterruptedException e) {
                interrupt();
            }
        }

        // What is odd but can be read is no damage: these files are meant to be written by people.
        private static Result read(Input input) {
            long cpu = THREADS.getCurrentThreadCpuTime();
            long allocated = THREADS.getCurrentThreadAllocatedBytes();
            Result result;
            try {
                input.reading().read();
                result = new Result(Outcome.NO_EFFECT, "");
            } catch (IOException | RuntimeException | Error e) {
                result = new Result(
                        Tally.of(e), e + " at " + (e.getStackTrace().length > 0 ? e.getStackTrace()[0] : "?"));
            }
            double seconds = (THREADS.getCurrentThreadCpuTime() - cpu) / 1e9;
            long bytes = THREADS.getCurrentThreadAllocatedBytes() - allocated;
            if (seconds > MOST_CPU_SECONDS || bytes > MOST_BYTES + COPIES * input.bytes()) {
                return new Result(
                        Outcome.HANG, "%.1f s, %d MB: %s".formatted(seconds, bytes / 1_000_000, result.how()));
            }
            return result;
        }
    }
}
