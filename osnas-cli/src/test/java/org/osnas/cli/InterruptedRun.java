package org.osnas.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.osnas.api.search.Trial;
import org.osnas.core.agent.Phase;
import org.osnas.core.agent.Run;
import org.osnas.core.agent.RunControl;
import org.osnas.core.agent.RunListener;
import org.osnas.core.agent.RunStoppedException;
import org.osnas.core.agent.StopSignal;
import org.osnas.core.config.ConfigFile;
import org.osnas.core.registry.Registry;
import org.osnas.core.run.RunFolder;

/** A run that is stopped again and again, as by a person at the terminal. */
final class InterruptedRun {

    private InterruptedRun() {}

    /** Runs on until something happened, then stops; whether it reached the end. */
    static boolean advance(Path config, Path path) throws IOException {
        boolean begun = RunFolder.holdsRun(path);
        try (Run run = ConfigFile.load(config, List.of()).resolve(Registry.standard());
                RunFolder folder = begun ? RunFolder.open(path) : RunFolder.create(path)) {
            StopSignal stop = new StopSignal();
            run.in(folder).run(new RunControl(new StopSoon(stop), stop));
            return true;
        } catch (RunStoppedException e) {
            return false;
        }
    }

    /** Asks to stop after three steps or one trial. */
    private static final class StopSoon implements RunListener {
        private final StopSignal stop;
        private int steps;

        StopSoon(StopSignal stop) {
            this.stop = stop;
        }

        @Override
        public void begin(Phase phase, String detail, long done, long total) {
            steps = 0;
        }

        @Override
        public void step(long done, double loss, double learningRate) {
            if (++steps == 3) {
                stop.request();
            }
        }

        @Override
        public void progress(long done, String state) {
            step(done, 0, 0);
        }

        @Override
        public void trial(long done, Trial trial) {
            stop.request();
        }
    }
}
