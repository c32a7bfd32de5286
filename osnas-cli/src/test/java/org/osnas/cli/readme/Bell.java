package org.osnas.cli.readme;

import org.osnas.api.spi.Settings;
import org.osnas.core.agent.ListenerProvider;
import org.osnas.core.agent.RunListener;
import org.osnas.core.run.RunResult;

/** The listener that docs/listeners.md shows. */
public final class Bell implements ListenerProvider {
    @Override
    public String name() {
        return "bell";
    }

    @Override
    public String description() {
        return "rings when a run is complete";
    }

    @Override
    public Opener create(Settings settings) {
        int times = settings.about("how often it rings").integer("times", 1, 1, 10);
        settings.rejectUnknown();
        return (run, folder) -> new RunListener() {
            @Override
            public void result(RunResult result) {
                System.err.print("\u0007".repeat(times));
            }
        };
    }
}
