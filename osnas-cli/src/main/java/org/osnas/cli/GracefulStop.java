package org.osnas.cli;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;
import org.osnas.core.agent.RunControl;
import org.osnas.core.agent.RunListener;
import org.osnas.core.stop.StopSignal;

/**
 * Turns Ctrl-C and SIGTERM into a stop within a second, by which as little as possible is lost. A second signal ends the
 * process at once, and so does time: ten seconds, or less than one if there is nothing to be saved. That is safe at any moment.
 */
final class GracefulStop implements AutoCloseable {

    /** As shells report a command that a signal ended. */
    private static final int SIGNALLED = 128;

    /**
     * How long to wait.
     *
     * @param idle where nothing is lost by ending at once
     * @param saving where something would be
     */
    record Patience(Duration idle, Duration saving) {
        static final Patience OF_PEOPLE = new Patience(Duration.ofMillis(800), Duration.ofSeconds(10));
    }

    /** The signal that stopped the last command of this process; 0 for none. */
    private static volatile int last;

    private final StopSignal signal = new StopSignal();
    private final CountDownLatch finished = new CountDownLatch(1);
    private final PrintWriter err;
    private final Patience patience;
    private final IntConsumer halt;
    private final Signals signals;

    private GracefulStop(PrintWriter err, Patience patience, IntConsumer halt) {
        this.err = err;
        this.patience = patience;
        this.halt = halt;
        this.signals = Signals.take(this::take);
    }

    static GracefulStop install(PrintWriter err) {
        return install(err, Patience.OF_PEOPLE, Runtime.getRuntime()::halt);
    }

    /**
     * @param halt ends the process at once, with a status
     */
    static GracefulStop install(PrintWriter err, Patience patience, IntConsumer halt) {
        return new GracefulStop(err, patience, halt);
    }

    /** The exit status of a process whose command has stopped. */
    static int status() {
        return last == 0 ? ExitStatus.STOPPED : SIGNALLED + last;
    }

    RunControl control(RunListener listener) {
        return new RunControl(listener, signal);
    }

    private void take(int number) {
        if (signal.requested()) {
            halt.accept(SIGNALLED + number);
            return;
        }
        last = number;
        say("stopping; once more ends it at once …");
        signal.request();
        Thread guard = new Thread(() -> guard(number), "osnas-stop");
        guard.setDaemon(true);
        guard.start();
    }

    private void guard(int number) {
        try {
            if (finished.await(patience.idle().toNanos(), TimeUnit.NANOSECONDS)) {
                return;
            }
            Duration rest = patience.saving().minus(patience.idle());
            if (signal.unsaved() && finished.await(rest.toNanos(), TimeUnit.NANOSECONDS)) {
                return;
            }
            say("ended; what was saved before is kept, and --resume, or the same command, goes on from it");
            halt.accept(SIGNALLED + number);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void say(String line) {
        err.println();
        err.println("osnas: " + line);
        err.flush();
    }

    @Override
    public void close() {
        finished.countDown();
        signals.close();
    }
}
