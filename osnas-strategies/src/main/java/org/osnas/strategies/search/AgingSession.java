package org.osnas.strategies.search;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.osnas.api.search.Proposals;
import org.osnas.api.search.SearchContext;
import org.osnas.api.search.SearchSession;
import org.osnas.api.search.Trial;
import org.osnas.api.space.Architecture;

/** One search of {@link RegularizedEvolution}. */
final class AgingSession implements SearchSession {

    private final int population;
    private final Breeding breeding;
    private final List<Trial> alive = new ArrayList<>();

    AgingSession(RegularizedEvolution config, SearchContext context) {
        this.population = config.population(context.trials());
        this.breeding = new Breeding(
                new Proposals(context), context, population, config.retries(), config.variation(context.trials()));
    }

    @Override
    public Optional<Architecture> propose() {
        return breeding.propose(alive);
    }

    @Override
    public void observe(Trial trial) {
        if (trial.failed()) {
            return;
        }
        alive.add(trial);
        if (alive.size() > population) {
            alive.remove(0);
        }
    }

    /** The population, oldest first. */
    List<Trial> alive() {
        return List.copyOf(alive);
    }
}
