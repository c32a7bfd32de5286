package org.osnas.strategies.generator;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.osnas.api.cost.Budget;
import org.osnas.api.cost.LookupTable;
import org.osnas.api.cost.Range;
import org.osnas.api.random.Seeds;
import org.osnas.api.search.Proposals;
import org.osnas.api.search.SearchContext;
import org.osnas.api.search.SearchSession;
import org.osnas.api.search.Trial;
import org.osnas.api.space.Architecture;
import org.osnas.api.spi.Capability;
import org.osnas.api.training.ArchitectureLogits;
import org.osnas.strategies.search.LikelyArchitectures;

/** One search of {@link GeneratorSearch}. The generator is trained when the first proposal is asked for. */
final class GeneratorSession implements SearchSession {

    /** Largest relative deviation of a proposal from its target. */
    static final double TOLERANCE = 0.02;

    private static final double GOLDEN = (Math.sqrt(5) - 1) / 2;
    private static final int RETRIES = 2000;
    private static final int SAMPLES = 50;

    private final GeneratorSearch config;
    private final SearchContext context;
    private final Proposals proposals;
    private final LookupTable table;
    private final Range range;
    private final double[] targets;
    private List<ArchitectureLogits> generated;

    GeneratorSession(GeneratorSearch config, SearchContext context) {
        Capability.require(
                "Search strategy 'architecture-generator'",
                config.requires(),
                context.relaxed().isPresent() ? config.requires() : Set.of());
        this.config = config;
        this.context = context;
        this.proposals = new Proposals(context);
        this.table = context.costs().table(metric());
        Range allowed =
                context.budget().ranges().getOrDefault(table.metric().name(), new Range(table.min(), table.max()));
        this.range = new Range(Math.max(allowed.min(), table.min()), Math.min(allowed.max(), table.max()));
        // Multiples of the golden ratio fill the range evenly, however many there will be.
        this.targets = IntStream.range(0, context.trials())
                .mapToDouble(i -> range.min() + (0.5 + GOLDEN * i) % 1 * (range.max() - range.min()))
                .toArray();
    }

    private String metric() {
        Set<String> limited = context.budget().ranges().keySet();
        return config.metric().orElse(limited.size() == 1 ? limited.iterator().next() : "macs");
    }

    @Override
    public Optional<Architecture> propose() {
        return proposals.next(random -> {
            if (generated == null) {
                generated = generate();
            }
            double target = targets[proposals.size()];
            Budget near = near(target);
            LikelyArchitectures likely =
                    new LikelyArchitectures(context.space(), generated.get(proposals.size()), context.costs(), near);
            return first(likely, a -> proposals.admits(a) && context.costs().within(a, near))
                    .or(() -> proposals.draw(random));
        });
    }

    @Override
    public void observe(Trial trial) {
        // All that is learnt comes from the supernet.
    }

    /** The target cost of each proposal, in order. */
    double[] targets() {
        return targets.clone();
    }

    /** What the network gives for each target before the repair; known after the first proposal. */
    List<Architecture> unrepaired() {
        return generated.stream()
                .map(logits -> context.space().canonical(logits.mostLikely()))
                .toList();
    }

    /** What the trained network gives for each target. */
    private List<ArchitectureLogits> generate() {
        List<Architecture> priors = new ArrayList<>();
        for (int i = 0; i < config.priors(); i++) {
            double cost = range.min() + (i + 0.5) / config.priors() * (range.max() - range.min());
            priors.add(prior(cost, Seeds.generator(context.seed(), "generator-prior", i)));
        }
        try (Generator generator = GeneratorTraining.train(config, context, table, range, priors)) {
            return Arrays.stream(generator.logits(targets))
                    .map(ArchitectureLogits::new)
                    .toList();
        }
    }

    /** A random architecture of about this cost: the likeliest by random logits; else the nearest of some draws. */
    private Architecture prior(double cost, RandomGenerator random) {
        double[][] logits = new double[table.depth()][];
        for (int l = 0; l < logits.length; l++) {
            logits[l] = random.doubles(table.size(l), -1, 1).toArray();
        }
        Budget near = near(cost);
        LikelyArchitectures likely =
                new LikelyArchitectures(context.space(), new ArchitectureLogits(logits), context.costs(), near);
        return first(likely, a -> context.costs().within(a, near)).orElseGet(() -> nearest(cost, random));
    }

    private static Optional<Architecture> first(LikelyArchitectures likely, Predicate<Architecture> wanted) {
        for (int i = 0; i < RETRIES; i++) {
            Optional<Architecture> next = likely.next();
            if (next.isEmpty() || wanted.test(next.get())) {
                return next;
            }
        }
        return Optional.empty();
    }

    private Architecture nearest(double cost, RandomGenerator random) {
        Architecture nearest = context.sampler().sample(random);
        for (int i = 1; i < SAMPLES; i++) {
            Architecture other = context.sampler().sample(random);
            boolean nearer = Math.abs(table.cost(other) - cost) < Math.abs(table.cost(nearest) - cost);
            nearest = nearer ? other : nearest;
        }
        return nearest;
    }

    /** The part of the budget that is near a target. */
    private Budget near(double target) {
        double margin = TOLERANCE * Math.abs(target);
        Map<String, Range> ranges = new HashMap<>(context.budget().ranges());
        ranges.put(
                table.metric().name(),
                new Range(Math.max(range.min(), target - margin), Math.min(range.max(), target + margin)));
        return new Budget(ranges);
    }
}
