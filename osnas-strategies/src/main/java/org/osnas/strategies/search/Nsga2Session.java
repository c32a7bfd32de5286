package org.osnas.strategies.search;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.osnas.api.pareto.Pareto;
import org.osnas.api.search.Proposals;
import org.osnas.api.search.SearchContext;
import org.osnas.api.search.SearchSession;
import org.osnas.api.search.Trial;
import org.osnas.api.space.Architecture;

/** One search of {@link Nsga2Search}. */
final class Nsga2Session implements SearchSession {

    /** Tournament of two in a population that is sorted, best first. */
    private static final Selection TOURNAMENT = (population, random) ->
            population.get(Math.min(random.nextInt(population.size()), random.nextInt(population.size())));

    private final Nsga2Search config;
    private final int size;
    private final Breeding breeding;
    private List<Trial> population = List.of();

    Nsga2Session(Nsga2Search config, SearchContext context) {
        this.config = config;
        double probability = Math.min(1, config.mutations() / context.space().depth());
        Variation copy = TOURNAMENT.mutate(Mutation.eachLayer(0));
        Variation variation = Variation.mix(config.crossover(), TOURNAMENT.cross(Crossover.uniform()), copy)
                .then(Mutation.eachLayer(probability));
        this.size = config.population(context.trials());
        this.breeding = new Breeding(new Proposals(context), context, size, config.retries(), variation);
    }

    @Override
    public Optional<Architecture> propose() {
        return breeding.propose(population);
    }

    @Override
    public void observe(Trial trial) {
        List<Trial> joined = new ArrayList<>(population);
        joined.add(trial);
        List<Trial> sorted = Pareto.crowdedOrder(joined, config.objectives());
        population = sorted.subList(0, Math.min(sorted.size(), size));
    }

    /** The trials alive, best first by front and crowding. */
    List<Trial> population() {
        return List.copyOf(population);
    }
}
