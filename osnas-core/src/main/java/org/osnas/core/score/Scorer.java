package org.osnas.core.score;

import java.util.List;
import org.osnas.api.space.Architecture;

/** Scores architectures; larger is better. The score of one does not depend on the others. */
@FunctionalInterface
public interface Scorer {

    /** The scores in the order of the architectures; not-a-number for one that failed. */
    List<Double> score(List<Architecture> architectures);
}
