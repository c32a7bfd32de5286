package org.osnas.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.osnas.api.search.Trial;
import org.osnas.core.agent.Run;
import org.osnas.core.config.ConfigFile;
import org.osnas.core.registry.Registry;
import org.osnas.core.run.RunFolder;
import org.osnas.core.stop.StoppedException;

/** A run that is stopped again and again, as by a person at the terminal. */
final class InterruptedRun {

    private InterruptedRun() {}

    /** Runs on until something happened, then stops; whether it reached the end. */
    static boolean advance(Path config, Path path) throws IOException {
        boolean begun = RunFolder.holdsRun(path);
        try (Run run = ConfigFile.load(config, List.of()).resolve(Registry.standard());
                RunFolder folder = begun ? RunFolder.open(path) : RunFolder.create(path)) {
            run.in(folder).run(new StopSoon().control());
            return true;
        } catch (StoppedException e) {
            return false;
        }
    }

    /** After three steps or one trial. */
    private static final class StopSoon extends StopAfterSteps {
        @Override
        public void trial(long done, Trial trial) {
            stop();
        }
    }
}
