package org.osnas.strategies.search;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.osnas.api.search.Proposals;
import org.osnas.api.search.SearchContext;
import org.osnas.api.search.SearchSession;
import org.osnas.api.search.Trial;
import org.osnas.api.space.Architecture;

/** One search of {@link EvolutionSearch}. */
final class EvolutionSession implements SearchSession {

    private final int most;
    private final Breeding breeding;
    private final List<Trial> parents = new ArrayList<>();

    EvolutionSession(EvolutionSearch config, SearchContext context) {
        int population = config.population(context.trials());
        this.most = config.parents(context.trials());
        this.breeding = new Breeding(new Proposals(context), context, population, config.retries(), config.variation());
    }

    @Override
    public Optional<Architecture> propose() {
        return breeding.propose(parents);
    }

    @Override
    public void observe(Trial trial) {
        if (trial.failed()) {
            return;
        }
        parents.add(trial);
        parents.sort(Trial.BEST_FIRST);
        if (parents.size() > most) {
            parents.remove(parents.size() - 1);
        }
    }

    /** The trials that have children, best first. */
    List<Trial> parents() {
        return List.copyOf(parents);
    }
}
