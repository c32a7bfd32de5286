package org.osnas.core.cost;

import java.util.LinkedHashMap;
import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.osnas.api.space.Architecture;
import org.osnas.api.space.SearchSpace;
import org.osnas.core.supernet.Supernet;

/**
 * Networks of a space that run as they would alone. A supernet runs paths through ordinary choice layers so, and serves
 * for all of them; in unified stages it computes more than a network needs, so there each network is one of its own.
 */
final class Networks implements AutoCloseable {

    private final SearchSpace space;
    private final Map<String, Supernet> made = new LinkedHashMap<>();

    Networks(SearchSpace space) {
        this.space = space;
    }

    /** One inference pass of an architecture. */
    Runnable pass(Architecture architecture, INDArray images) {
        boolean ordinary = space.stages().size() == space.depth();
        Supernet network = ordinary ? made(space) : made(space.restrictTo(architecture));
        Architecture path = ordinary ? architecture : only(network.space());
        return () -> network.predict(path, images).close();
    }

    private Supernet made(SearchSpace of) {
        return made.computeIfAbsent(of.name(), name -> Supernet.create(of, LatencyMeter.SEED));
    }

    private static Architecture only(SearchSpace standalone) {
        return Architecture.of(new int[standalone.depth()]);
    }

    @Override
    public void close() {
        made.values().forEach(Supernet::close);
    }
}
