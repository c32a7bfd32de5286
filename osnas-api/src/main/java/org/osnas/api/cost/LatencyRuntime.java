package org.osnas.api.cost;

import java.util.List;
import java.util.function.Supplier;
import org.osnas.api.space.StandaloneNetwork;
import org.osnas.api.spi.Component;

/**
 * Somewhere networks run, and where their time can be measured: a runtime in this process, a program, a device behind a
 * program. A table of latency is fitted to what it says, and names it in its {@link Conditions}.
 */
public interface LatencyRuntime extends Component {

    /** How often every network is measured as a whole; the difference says how far to trust a measurement. */
    int MEASUREMENTS = 2;

    /**
     * Measures networks.
     *
     * @param networks made when they are asked for; their weights are random
     * @param conditions batch and threads of a pass
     * @param repeats passes of which the median or a lower quantile counts, as the runtime likes
     * @return for each of {@value #MEASUREMENTS} measurements the milliseconds of a pass of every network, in their order
     * @throws org.osnas.api.spi.BadInputException if it cannot run them
     */
    double[][] millis(List<Supplier<StandaloneNetwork>> networks, Conditions conditions, int repeats);
}
