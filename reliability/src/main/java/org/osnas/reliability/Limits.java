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

    /** What became of an input, what was thrown, the seconds of the processor, and the bytes that were allocated. */
    record Result(Outcome outcome, String how, double seconds, long bytes) {}

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
        return new Result(Outcome.HANG, "no end at " + stack, MOST_SECONDS, 0);
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
            Outcome outcome = Outcome.NO_EFFECT;
            String how = "";
            try {
                input.reading().read();
            } catch (IOException | RuntimeException | Error e) {
                outcome = Tally.of(e);
                how = e + " at " + (e.getStackTrace().length > 0 ? e.getStackTrace()[0] : "?");
            }
            double seconds = (THREADS.getCurrentThreadCpuTime() - cpu) / 1e9;
            long bytes = THREADS.getCurrentThreadAllocatedBytes() - allocated;
            if (seconds > MOST_CPU_SECONDS || bytes > MOST_BYTES + COPIES * input.bytes()) {
                how = "%.1f s, %d MB: %s".formatted(seconds, bytes / 1_000_000, how);
                outcome = Outcome.HANG;
            }
            return new Result(outcome, how, seconds, bytes);
        }
    }
}
