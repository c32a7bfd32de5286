package org.osnas.core.internal.score;

import java.util.List;
import org.osnas.api.score.Scorer;
import org.osnas.api.space.Architecture;
import org.osnas.core.agent.Phase;
import org.osnas.core.agent.RunControl;
import org.osnas.core.stop.StoppedException;

/** Scores many architectures, some at a time, so that it can be stopped in between. */
public final class Scoring {

    private static final int TOGETHER = 32;

    private Scoring() {}

    /**
     * Scores architectures with a scorer that keeps its scores.
     *
     * @throws StoppedException if it was asked to stop
     */
    public static void run(Scorer scorer, List<Architecture> architectures, String detail, RunControl control) {
        control.listener().begin(Phase.SCORE, detail, 0, architectures.size());
        for (int i = 0; i < architectures.size(); i += TOGETHER) {
            control.requireGoingOn(Phase.SCORE, i, architectures.size());
            int end = Math.min(architectures.size(), i + TOGETHER);
            List<Architecture> some = architectures.subList(i, end);
            control.wholly(Phase.SCORE, i, architectures.size(), () -> scorer.score(some));
            control.listener().progress(end, "with the shared weights");
        }
        control.listener().end(Phase.SCORE);
    }
}
