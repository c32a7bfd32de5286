package org.osnas.core.agent;

import java.util.List;
import org.osnas.api.space.Architecture;

/** Scores architectures; larger is better. The score of one does not depend on the others. */
@FunctionalInterface
interface Scorer {
    List<Double> score(List<Architecture> architectures);
}
