package org.osnas.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.math.BigInteger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.osnas.api.cost.ArchitectureSampler;
import org.osnas.api.random.Seeds;
import org.osnas.api.search.Preparation;
import org.osnas.api.search.PreparedSession;
import org.osnas.api.search.SearchContext;
import org.osnas.api.search.SearchSession;
import org.osnas.api.search.SearchStrategy;
import org.osnas.api.search.Trial;
import org.osnas.api.space.Architecture;

/**
 * Everything that was said between a session and the loop that drove it.
 *
 * @param calls in order
 */
record SearchRun(List<Call> calls) {

    /** Proposals beyond the allowed trials after which the loop gives up on a session that never ends. */
    private static final int OVERTIME = 20;

    private static final int MAX_DRAWS = 100_000;

    /** One call and its outcome. */
    sealed interface Call {}

    /** A call of propose. */
    record Propose(Optional<Architecture> answer) implements Call {}

    /** A call of observe. */
    record Observe(Trial trial) implements Call {}

    /** The proposals in order. */
    List<Architecture> proposals() {
        return calls.stream()
                .flatMap(c -> c instanceof Propose p ? p.answer().stream() : null)
                .toList();
    }

    /** The trials in the order in which they were observed. */
    List<Trial> trials() {
        return calls.stream()
                .flatMap(c -> c instanceof Observe o ? Stream.of(o.trial()) : null)
                .toList();
    }

    /**
     * Drives a session to its end. Up to {@code lanes} proposals are out at once; which of them is observed next is
     * drawn at random, from a seed of its own.
     */
    static SearchRun of(
            SearchStrategy strategy,
            SearchContext context,
            ToDoubleFunction<Architecture> scores,
            int lanes,
            Duration patience) {
        return within(patience, () -> drive(strategy, context, scores, lanes));
    }

    /** Repeats the calls of a run on another session of the same strategy and gives what it answered. */
    static SearchRun replay(SearchStrategy strategy, SearchContext context, SearchRun run, Duration patience) {
        return within(patience, () -> {
            GuardedSampler sampler = new GuardedSampler(context.sampler());
            SearchSession session = prepared(strategy.start(guarded(context, sampler)));
            List<Call> calls = new ArrayList<>();
            for (Call call : run.calls()) {
                if (call instanceof Observe observe) {
                    session.observe(observe.trial());
                    calls.add(observe);
                } else {
                    calls.add(new Propose(propose(session, sampler)));
                }
            }
            return new SearchRun(List.copyOf(calls));
        });
    }

    /** The proposals of a prepared session whose scores all are the same. */
    static List<Architecture> proposals(SearchSession session, SearchContext context) {
        List<Architecture> proposals = new ArrayList<>();
        for (int i = 0; i < context.trials(); i++) {
            Optional<Architecture> next = session.propose();
            if (next.isEmpty()) {
                break;
            }
            proposals.add(next.get());
            session.observe(trial(context, i, next.get(), a -> 0));
        }
        return proposals;
    }

    private static SearchRun within(Duration patience, java.util.function.Supplier<SearchRun> work) {
        return assertTimeoutPreemptively(
                patience,
                work::get,
                "The search did not end; look for a loop in propose() or observe() that has no bound");
    }

    private static SearchRun drive(
            SearchStrategy strategy, SearchContext context, ToDoubleFunction<Architecture> scores, int lanes) {
        RandomGenerator order = Seeds.generator(lanes, "order-of-observations", 0);
        GuardedSampler sampler = new GuardedSampler(context.sampler());
        SearchSession session = prepared(strategy.start(guarded(context, sampler)));
        List<Call> calls = new ArrayList<>();
        List<Trial> outstanding = new ArrayList<>();
        int made = 0;
        while (made < context.trials() + OVERTIME) {
            Optional<Architecture> answer = propose(session, sampler);
            calls.add(new Propose(answer));
            if (answer.isPresent()) {
                outstanding.add(trial(context, made++, answer.get(), scores));
            }
            if (answer.isEmpty() && outstanding.isEmpty()) {
                break;
            }
            if (answer.isEmpty() || outstanding.size() >= lanes) {
                Trial trial = outstanding.remove(order.nextInt(outstanding.size()));
                session.observe(trial);
                calls.add(new Observe(trial));
            }
        }
        return new SearchRun(List.copyOf(calls));
    }

    private static SearchSession prepared(SearchSession session) {
        if (session instanceof PreparedSession it) {
            prepare(it.preparation(), it.preparation().steps());
        }
        return session;
    }

    /** Does the steps up to a number of them. */
    static void prepare(Preparation preparation, long until) {
        while (preparation.done() < until) {
            long before = preparation.done();
            preparation.step();
            assertThat(preparation.done()).as("steps done after one more").isEqualTo(before + 1);
        }
    }

    private static Trial trial(
            SearchContext context, int index, Architecture architecture, ToDoubleFunction<Architecture> scores) {
        assertThat(architecture)
                .as("proposals are canonical")
                .isEqualTo(context.space().canonical(architecture));
        double score = scores.applyAsDouble(architecture);
        return new Trial(index, architecture, score, context.costs().costs(architecture));
    }

    private static Optional<Architecture> propose(SearchSession session, GuardedSampler sampler) {
        sampler.draws = 0;
        return Objects.requireNonNull(session.propose(), "propose() returned null; return Optional.empty()");
    }

    private static SearchContext guarded(SearchContext context, ArchitectureSampler sampler) {
        return context.withSampler(sampler);
    }

    /** Notices a session that draws until it finds something new, without a machine's clock. */
    private static final class GuardedSampler implements ArchitectureSampler {
        private final ArchitectureSampler sampler;
        private int draws;

        GuardedSampler(ArchitectureSampler sampler) {
            this.sampler = sampler;
        }

        @Override
        public Architecture sample(RandomGenerator random) {
            assertThat(++draws)
                    .as("draws within one call of propose(); bound the search for something new")
                    .isLessThanOrEqualTo(MAX_DRAWS);
            return sampler.sample(random);
        }

        @Override
        public BigInteger count() {
            return sampler.count();
        }
    }
}
