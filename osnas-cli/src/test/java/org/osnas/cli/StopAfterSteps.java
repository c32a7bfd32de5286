package org.osnas.cli;

import org.osnas.core.agent.Phase;
import org.osnas.core.agent.RunControl;
import org.osnas.core.agent.RunListener;
import org.osnas.core.stop.StopSignal;

/** Asks each run to stop after three steps of its first unfinished phase. */
class StopAfterSteps implements RunListener {

    private StopSignal stop;
    private int steps;

    /** For one run; the signal to stop is not given yet. */
    final RunControl control() {
        stop = new StopSignal();
        return new RunControl(this, stop);
    }

    final void stop() {
        stop.request();
    }

    @Override
    public void begin(Phase phase, String detail, long done, long total) {
        steps = 0;
    }

    @Override
    public final void step(long done, double loss, double learningRate) {
        if (++steps == 3) {
            stop();
        }
    }

    @Override
    public final void progress(long done, String state) {
        step(done, 0, 0);
    }
}
