package org.osnas.tck;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.osnas.api.cost.ArchitectureSampler;
import org.osnas.api.cost.Budget;
import org.osnas.api.cost.FeasibleSampler;
import org.osnas.api.random.Seeds;
import org.osnas.api.search.Proposals;
import org.osnas.api.search.SearchContext;
import org.osnas.api.search.SearchSession;
import org.osnas.api.search.SearchStrategy;
import org.osnas.api.search.Trial;
import org.osnas.api.space.Architecture;

/** Every rule of the contract catches a strategy that breaks it. */
class SearchStrategyContractTest {

    private static void caught(SearchStrategy offender, Consumer<SearchStrategyContract> rule, String message) {
        caught((SearchStrategyContract) () -> offender, rule, message);
    }

    private static void caught(SearchStrategyContract contract, Consumer<SearchStrategyContract> rule, String message) {
        assertThatThrownBy(() -> rule.accept(contract))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining(message);
    }

    /** A contract that waits for a moment only: for a strategy that would wait for ever. */
    private record Impatient(SearchStrategy strategy) implements SearchStrategyContract {
        @Override
        public Duration patience() {
            return Duration.ofMillis(100);
        }
    }

    private static SearchSession session(Supplier<Optional<Architecture>> propose, Consumer<Trial> observe) {
        return new SearchSession() {
            @Override
            public Optional<Architecture> propose() {
                return propose.get();
            }

            @Override
            public void observe(Trial trial) {
                observe.accept(trial);
            }
        };
    }

    private static SearchSession random(SearchContext context) {
        Proposals proposals = new Proposals(context);
        return session(() -> proposals.next(proposals::draw), trial -> {});
    }

    private static SearchContext with(SearchContext c, int trials, long seed) {
        return new SearchContext(c.space(), c.costs(), c.budget(), c.sampler(), trials, seed);
    }

    private static ArchitectureSampler unlimited(SearchContext context) {
        return FeasibleSampler.of(context.space(), context.costs(), Budget.NONE);
    }

    @Test
    void s01CatchesOneThatIgnoresTheBudget() {
        SearchStrategy offender = context -> {
            RandomGenerator random = Seeds.generator(context.seed(), "offender", 0);
            Set<Architecture> seen = new HashSet<>();
            ArchitectureSampler any = unlimited(context);
            return session(() -> Optional.of(any.sample(random)).filter(seen::add), trial -> {});
        };
        caught(offender, SearchStrategyContract::required_S01_proposalsAreWithinSpaceAndBudget, "within");
    }

    @Test
    void s02CatchesOneThatForgetsWhatItProposed() {
        SearchStrategy offender = context -> {
            RandomGenerator random = Seeds.generator(context.seed(), "offender", 0);
            return session(() -> Optional.of(context.sampler().sample(random)), trial -> {});
        };
        caught(offender, SearchStrategyContract::required_S02_noProposalIsRepeated, "duplicate");
    }

    @Test
    void s03CatchesOneWithAGlobalRandomState() {
        AtomicInteger global = new AtomicInteger();
        SearchStrategy offender = context -> random(with(context, context.trials(), global.incrementAndGet()));
        caught(offender, SearchStrategyContract::required_S03_sameSeedSameProposals, "");
    }

    @Test
    void s04CatchesOneThatIgnoresTheSeed() {
        SearchStrategy offender = context -> random(with(context, context.trials(), 0));
        caught(offender, SearchStrategyContract::required_S04_seedDecides, "dependsOnSeed");
    }

    @Test
    void s05CatchesOneThatDependsOnMoreThanTheHistory() {
        AtomicInteger sessions = new AtomicInteger();
        SearchStrategy offender = context -> {
            boolean again = sessions.getAndIncrement() % 2 == 1;
            Proposals proposals = new Proposals(context);
            return session(
                    () -> proposals.next(random -> {
                        Optional<Architecture> draw = proposals.draw(random);
                        return again ? proposals.draw(random) : draw;
                    }),
                    trial -> {});
        };
        caught(offender, SearchStrategyContract::required_S05_replayEqualsLive, "");
    }

    @Test
    void s06CatchesOneThatWaitsForEveryScore() {
        SearchStrategy offender = context -> {
            SearchSession session = random(context);
            Architecture[] current = new Architecture[1];
            return session(
                    () -> {
                        if (current[0] == null) {
                            current[0] = session.propose().orElse(null);
                        }
                        return Optional.ofNullable(current[0]);
                    },
                    trial -> current[0] = null);
        };
        caught(offender, SearchStrategyContract::required_S06_observationsComeInAnyOrder, "duplicate");
    }

    @Test
    void s07CatchesOneThatStartsAgainWhenNothingIsLeft() {
        SearchStrategy offender = context -> {
            SearchSession[] session = {random(context)};
            return session(
                    () -> {
                        Optional<Architecture> next = session[0].propose();
                        if (next.isEmpty()) {
                            session[0] = random(context);
                            return session[0].propose();
                        }
                        return next;
                    },
                    trial -> {});
        };
        caught(offender, SearchStrategyContract::required_S07_endsWhenTheSpaceIsExhausted, "size");
    }

    @Test
    void s07CatchesOneThatDrawsUntilItFindsSomethingNew() {
        SearchStrategy offender = context -> {
            RandomGenerator random = Seeds.generator(context.seed(), "offender", 0);
            Set<Architecture> seen = new HashSet<>();
            return session(
                    () -> {
                        Architecture next = context.sampler().sample(random);
                        while (!seen.add(next)) {
                            next = context.sampler().sample(random);
                        }
                        return Optional.of(next);
                    },
                    trial -> {});
        };
        caught(offender, SearchStrategyContract::required_S07_endsWhenTheSpaceIsExhausted, "draws within one call");
    }

    @Test
    void s07CatchesOneThatLoopsWithoutDrawing() {
        SearchStrategy offender = context -> {
            SearchSession session = random(context);
            return session(
                    () -> {
                        Optional<Architecture> next = session.propose();
                        while (next.isEmpty() && !Thread.currentThread().isInterrupted()) {
                            next = session.propose();
                        }
                        return next;
                    },
                    trial -> {});
        };
        caught(new Impatient(offender), SearchStrategyContract::required_S07_endsWhenTheSpaceIsExhausted, "loop");
    }

    @Test
    void s08CatchesOneThatStopsAtAFailure() {
        SearchStrategy offender = context -> {
            SearchSession session = random(context);
            boolean[] failed = new boolean[1];
            return session(
                    () -> failed[0] ? Optional.empty() : session.propose(), trial -> failed[0] |= trial.failed());
        };
        caught(offender, SearchStrategyContract::required_S08_survivesFailedScores, "no reason to stop");
    }

    @Test
    void s09CatchesOneThatHopesToHitTheBudget() {
        SearchStrategy offender = context -> {
            Proposals proposals = new Proposals(context);
            ArchitectureSampler any = unlimited(context);
            return session(
                    () -> proposals.next(random -> proposals.firstAdmitted(100, () -> any.sample(random))),
                    trial -> {});
        };
        caught(offender, SearchStrategyContract::required_S09_findsTheOnlyFeasibleArchitecture, "");
    }

    @Test
    void s10CatchesOneThatIgnoresTheNumberOfTrials() {
        SearchStrategy offender = context -> random(with(context, context.trials() + 1, context.seed()));
        caught(offender, SearchStrategyContract::required_S10_neverMoreProposalsThanTrials, "size");
    }

    @Test
    void s11CatchesOneThatGoesOnAfterItsEnd() {
        SearchStrategy offender = context -> {
            SearchSession[] session = {random(context)};
            return session(
                    () -> {
                        Optional<Architecture> next = session[0].propose();
                        if (next.isEmpty()) {
                            session[0] = random(context);
                        }
                        return next;
                    },
                    trial -> {});
        };
        caught(offender, SearchStrategyContract::required_S11_staysFinished, "size");
    }

    @Test
    void s12CatchesOneThatKeepsItsStateInTheStrategy() {
        Set<Architecture> shared = new HashSet<>();
        SearchStrategy offender = context -> {
            SearchSession session = random(context);
            return session(() -> session.propose().filter(shared::add), trial -> {});
        };
        caught(offender, SearchStrategyContract::required_S12_sessionsAreIndependent, "second search");
    }

    @Test
    void s16CatchesOneThatDrawsAtRandomUntilItsTrialsAreUsedUp() {
        caught(
                SearchStrategyContractTest::random,
                SearchStrategyContract::required_S16_itsLaterHalfBeatsRandomSearch,
                "compared with random search");
        SearchStrategy otherSeed = context -> random(with(context, context.trials(), context.seed() + 100));
        caught(otherSeed, SearchStrategyContract::required_S16_itsLaterHalfBeatsRandomSearch, "mean gain");
    }
}
