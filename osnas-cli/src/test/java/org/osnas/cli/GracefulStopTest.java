package org.osnas.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.Test;
import org.osnas.cli.GracefulStop.Patience;
import org.osnas.core.agent.RunListener;
import org.osnas.core.stop.StopSignal;

class GracefulStopTest {

    private static final int TERM = 15;
    private static final Duration NEVER = Duration.ofDays(1);

    private final StringWriter err = new StringWriter();
    private final BlockingQueue<Integer> halted = new LinkedBlockingQueue<>();

    private GracefulStop install(Duration idle, Duration saving) {
        return GracefulStop.install(new PrintWriter(err, true), new Patience(idle, saving), halted::add);
    }

    @Test
    void theFirstSignalAsksToStopAndTheSecondEndsTheProcess() throws Exception {
        try (GracefulStop stop = install(NEVER, NEVER)) {
            StopSignal signal = stop.control(RunListener.NONE).stop();
            CountDownLatch asked = new CountDownLatch(1);
            Thread waiting = new Thread(() -> {
                signal.await(() -> {
                    try {
                        new CountDownLatch(1).await();
                        return null;
                    } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                });
            });
            waiting.setUncaughtExceptionHandler((thread, stopped) -> asked.countDown());
            waiting.start();

            raise("TERM");
            asked.await();

            assertThat(signal.requested()).isTrue();
            assertThat(halted).isEmpty();
            assertThat(err.toString()).contains("osnas: stopping; once more ends it at once");
            assertThat(GracefulStop.status()).isEqualTo(128 + TERM);

            raise("TERM");
            assertThat(halted.take()).isEqualTo(128 + TERM);
        }
    }

    @Test
    void whatNeedsNoSavingEndsWhenItsTimeIsOver() throws Exception {
        try (GracefulStop stop = install(Duration.ZERO, NEVER)) {
            assertThat(stop.control(RunListener.NONE).stop().unsaved()).isFalse();

            raise("TERM");

            assertThat(halted.take()).isEqualTo(128 + TERM);
            assertThat(err.toString()).contains("osnas: ended; what was saved before is kept");
        }
    }

    @Test
    void whatIsToBeSavedHasMoreTimeAndNotAllTheTimeThereIs() throws Exception {
        try (GracefulStop stop = install(Duration.ZERO, Duration.ofMillis(1))) {
            stop.control(RunListener.NONE).stop().unsaved(true);

            raise("TERM");

            assertThat(halted.take()).isEqualTo(128 + TERM);
        }
    }

    @Test
    void aCommandThatHasEndedIsNotHalted() throws Exception {
        GracefulStop stop = install(NEVER, NEVER);
        stop.close();
        try (GracefulStop next = install(NEVER, NEVER)) {
            raise("TERM");
            while (!next.control(RunListener.NONE).stop().requested()) {
                Thread.onSpinWait();
            }

            assertThat(stop.control(RunListener.NONE).stop().requested()).isFalse();
            assertThat(halted).isEmpty();
        }
    }

    private static void raise(String name) throws ReflectiveOperationException {
        Class<?> type = Class.forName("sun.misc.Signal");
        type.getMethod("raise", type)
                .invoke(null, type.getConstructor(String.class).newInstance(name));
    }
}
