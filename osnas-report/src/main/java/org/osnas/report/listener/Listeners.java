package org.osnas.report.listener;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.osnas.api.search.Trial;
import org.osnas.core.agent.ListenerProvider;
import org.osnas.core.agent.Phase;
import org.osnas.core.agent.Run;
import org.osnas.core.agent.RunListener;
import org.osnas.core.registry.ComponentRef;
import org.osnas.core.registry.Registry;
import org.osnas.core.run.RunResult;

/**
 * Several listeners as one. One that fails is warned of once and told nothing more: it never ends a run, nor keeps the
 * others from hearing.
 */
public final class Listeners implements RunListener {

    private final List<Guarded> listeners;

    private Listeners(List<Guarded> listeners) {
        this.listeners = listeners;
    }

    /**
     * A listener of the caller's and those that a configuration names.
     *
     * @param first is told first, and may fail as it likes
     * @param folder of the run
     * @param warn is told of a listener that fails
     * @throws org.osnas.api.spi.BadInputException if there is no such listener, or a setting of it is wrong
     */
    public static RunListener of(
            RunListener first,
            List<ComponentRef> named,
            Registry registry,
            Run run,
            Path folder,
            Consumer<String> warn) {
        List<Guarded> opened = new ArrayList<>();
        opened.add(new Guarded("", first, warn));
        for (ComponentRef ref : named) {
            ListenerProvider.Opener opener = registry.listener(ref);
            try {
                opened.add(new Guarded(ref.name(), opener.open(run, folder), warn));
            } catch (IOException | RuntimeException e) {
                warn.accept(lost(ref.name(), e));
            }
        }
        return new Listeners(opened);
    }

    private static String lost(String name, Exception e) {
        return "Listener '%s' failed (%s); the run goes on without it.".formatted(name, e);
    }

    /** One listener, until it fails. */
    private static final class Guarded {
        private final String name;
        private final RunListener listener;
        private final Consumer<String> warn;
        private boolean failed;

        private Guarded(String name, RunListener listener, Consumer<String> warn) {
            this.name = name;
            this.listener = listener;
            this.warn = warn;
        }

        private void tell(Consumer<RunListener> what) {
            if (name.isEmpty()) {
                what.accept(listener);
            } else if (!failed) {
                try {
                    what.accept(listener);
                } catch (RuntimeException e) {
                    failed = true;
                    warn.accept(lost(name, e));
                }
            }
        }
    }

    private void tell(Consumer<RunListener> what) {
        listeners.forEach(listener -> listener.tell(what));
    }

    @Override
    public void begin(Phase phase, String detail, long done, long total) {
        tell(listener -> listener.begin(phase, detail, done, total));
    }

    @Override
    public void step(long done, double loss, double learningRate) {
        tell(listener -> listener.step(done, loss, learningRate));
    }

    @Override
    public void validation(long done, double score) {
        tell(listener -> listener.validation(done, score));
    }

    @Override
    public void trial(long done, Trial trial) {
        tell(listener -> listener.trial(done, trial));
    }

    @Override
    public void progress(long done, String state) {
        tell(listener -> listener.progress(done, state));
    }

    @Override
    public void end(Phase phase) {
        tell(listener -> listener.end(phase));
    }

    @Override
    public void note(String line) {
        tell(listener -> listener.note(line));
    }

    @Override
    public void result(RunResult result) {
        tell(listener -> listener.result(result));
    }

    @Override
    public void close() {
        tell(RunListener::close);
    }
}
