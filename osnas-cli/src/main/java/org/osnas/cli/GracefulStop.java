package org.osnas.cli;

import java.io.PrintWriter;
import java.util.concurrent.CountDownLatch;
import org.osnas.core.agent.RunControl;
import org.osnas.core.agent.RunListener;
import org.osnas.core.agent.StopSignal;

/** Turns Ctrl-C into a stop at the next safe point: the JVM ends only after the run has saved its state. */
final class GracefulStop implements AutoCloseable {

    private final StopSignal signal = new StopSignal();
    private final CountDownLatch finished = new CountDownLatch(1);
    private final Thread hook;

    private GracefulStop(PrintWriter err) {
        hook = new Thread(
                () -> {
                    if (finished.getCount() > 0) {
                        err.println();
                        err.println("osnas: stopping; saving a checkpoint …");
                        err.flush();
                    }
                    signal.request();
                    awaitFinished();
                },
                "osnas-stop");
    }

    static GracefulStop install(PrintWriter err) {
        GracefulStop stop = new GracefulStop(err);
        Runtime.getRuntime().addShutdownHook(stop.hook);
        return stop;
    }

    RunControl control(RunListener listener) {
        return new RunControl(listener, signal);
    }

    private void awaitFinished() {
        try {
            finished.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        finished.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The JVM is shutting down already; the hook has just been released.
        }
    }
}
