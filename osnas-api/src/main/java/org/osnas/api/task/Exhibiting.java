package org.osnas.api.task;

import java.util.List;

/** A training agent that has more to show of a network than numbers. */
public interface Exhibiting extends TrainingAgent {

    /** A new, empty evaluation that keeps what is to be shown; its scores are those of {@link #evaluation()}. */
    Exhibition exhibition();

    /** An evaluation that can show something. */
    interface Exhibition extends Evaluation {

        /** What it has to show of the examples that it was given, in the order of a page. */
        List<Exhibit> exhibits();
    }
}
