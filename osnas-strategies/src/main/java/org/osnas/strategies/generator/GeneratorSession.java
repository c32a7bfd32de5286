package org.osnas.strategies.generator;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.osnas.api.cost.Budget;
import org.osnas.api.cost.LookupTable;
import org.osnas.api.cost.Range;
import org.osnas.api.random.Seeds;
import org.osnas.api.search.Preparation;
import org.osnas.api.search.PreparedSession;
import org.osnas.api.search.Proposals;
import org.osnas.api.search.SearchContext;
import org.osnas.api.search.Trial;
import org.osnas.api.space.Architecture;
import org.osnas.api.spi.Capability;
import org.osnas.api.training.ArchitectureLogits;
import org.osnas.strategies.search.LikelyArchitectures;

/** One search of {@link GeneratorSearch}. Its preparation trains the generator. */
final class GeneratorSession implements PreparedSession {

    /** Largest relative deviation of a proposal from its target. */
    static final double TOLERANCE = 0.02;

    private static final double GOLDEN = (Math.sqrt(5) - 1) / 2;
    /** Relative deviation from its cost at which a prior is near enough. */
    private static final double PRIOR_TOLERANCE = 0.002;

    /** Most changes that are tried to make a prior. */
    private static final int MOVES = 5000;

    /** Costs that the trained network is asked for. */
    private static final int SWEEP = 1024;

    private static final int RETRIES = 2000;

    private final GeneratorSearch config;
    private final SearchContext context;
    private final Proposals proposals;
    private final LookupTable table;
    private final Range range;
    private final double[] targets;
    private @Nullable GeneratorTraining training;
    private @Nullable List<Generated> generated;

    GeneratorSession(GeneratorSearch config, SearchContext context) {
        Capability.require(
                "Search strategy 'architecture-generator'",
                config.requires(),
                context.relaxed().isPresent() ? config.requires() : Set.of());
        this.config = config;
        this.context = context;
        this.proposals = new Proposals(context);
        this.table = config.table(context);
        Range allowed =
                context.budget().ranges().getOrDefault(table.metric().name(), new Range(table.min(), table.max()));
        this.range = new Range(Math.max(allowed.min(), table.min()), Math.min(allowed.max(), table.max()));
        // Multiples of the golden ratio fill the range evenly, however many there will be.
        this.targets = IntStream.range(0, context.trials())
                .mapToDouble(i -> range.min() + (0.5 + GOLDEN * i) % 1 * (range.max() - range.min()))
                .toArray();
    }

    @Override
    public Preparation preparation() {
        return training();
    }

    private GeneratorTraining training() {
        if (training == null) {
            List<Architecture> priors = new ArrayList<>();
            int pool = config.priors(context.trials());
            for (int i = 0; i < pool; i++) {
                double cost = between((i + 0.5) / pool);
                priors.add(prior(cost, Seeds.generator(context.seed(), "generator-prior", i)));
            }
            training = new GeneratorTraining(config, context, table, range, priors);
        }
        return training;
    }

    @Override
    public Optional<Architecture> propose() {
        long done = training().done();
        if (done < config.steps()) {
            throw new IllegalStateException(
                    "The generator was trained for %d of %d steps; do all steps of preparation()"
                            .formatted(done, config.steps()));
        }
        return proposals.next(random -> {
            if (generated == null) {
                generated = generate();
            }
            double target = targets[proposals.size()];
            Generated raw = generated.get(proposals.size());
            if (raw.deviation(target) <= TOLERANCE && proposals.admits(raw.architecture())) {
                return Optional.of(raw.architecture());
            }
            Budget near = near(target);
            LikelyArchitectures likely = new LikelyArchitectures(context.space(), raw.logits(), context.costs(), near);
            return first(likely, a -> proposals.admits(a) && context.costs().within(a, near))
                    .or(() -> proposals.draw(random));
        });
    }

    @Override
    public void observe(Trial trial) {
        // All that is learnt comes from the supernet.
    }

    @Override
    public void close() {
        if (training != null) {
            training.close();
        }
    }

    /** The target cost of each proposal, in order. */
    double[] targets() {
        return targets.clone();
    }

    /** What the network gives for each target before the repair; known after the first proposal. */
    List<Architecture> unrepaired() {
        return Objects.requireNonNull(generated, "nothing was proposed yet").stream()
                .map(Generated::architecture)
                .toList();
    }

    /**
     * What the network gives for one cost.
     *
     * @param input the cost that was asked for
     * @param architecture the most likely one
     * @param cost of it
     */
    private record Generated(double input, ArchitectureLogits logits, Architecture architecture, double cost) {

        double deviation(double target) {
            return Math.abs(cost - target) / Math.max(Math.abs(target), Double.MIN_NORMAL);
        }
    }

    /** Asks the trained network for costs all over the range; gives for each target what suits it. */
    private List<Generated> generate() {
        double[] inputs = IntStream.range(0, SWEEP)
                .mapToDouble(i -> between((i + 0.5) / SWEEP))
                .toArray();
        List<Generated> all = new ArrayList<>();
        double[][][] logits = training().generator().logits(inputs);
        for (int i = 0; i < SWEEP; i++) {
            ArchitectureLogits some = new ArchitectureLogits(logits[i]);
            Architecture likeliest = context.space().canonical(some.mostLikely());
            all.add(new Generated(inputs[i], some, likeliest, table.cost(likeliest)));
        }
        return Arrays.stream(targets).mapToObj(target -> suitable(all, target)).toList();
    }

    /** Of those that cost what the target asks the one that was asked for the nearest cost, else the nearest in cost. */
    private static Generated suitable(List<Generated> all, double target) {
        return all.stream()
                .filter(one -> one.deviation(target) <= TOLERANCE)
                .min(Comparator.comparingDouble(one -> Math.abs(one.input() - target)))
                .orElseGet(() -> all.stream()
                        .min(Comparator.comparingDouble(one -> one.deviation(target)))
                        .orElseThrow());
    }

    /** A cost at a position of the range, 0 to 1: in steps of one ratio, as deviations count relatively. */
    private double between(double position) {
        return range.min() > 0
                ? range.min() * Math.pow(range.max() / range.min(), position)
                : range.min() + position * (range.max() - range.min());
    }

    /** A random architecture of about this cost: a uniform draw, moved there by random changes of single choices. */
    private Architecture prior(double cost, RandomGenerator random) {
        Architecture prior = context.sampler().sample(random);
        double off = Math.abs(table.cost(prior) - cost);
        for (int i = 0; i < MOVES && off > PRIOR_TOLERANCE * Math.abs(cost); i++) {
            int layer = random.nextInt(table.depth());
            Architecture other = context.space().canonical(prior.with(layer, random.nextInt(table.size(layer))));
            double otherOff = Math.abs(table.cost(other) - cost);
            if (otherOff < off && context.costs().within(other, context.budget())) {
                prior = other;
                off = otherOff;
            }
        }
        return prior;
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
