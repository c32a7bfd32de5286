package org.osnas.tck;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.osnas.api.search.SearchContext;
import org.osnas.api.search.SearchSession;
import org.osnas.api.search.SearchStrategy;
import org.osnas.api.space.Architecture;

/**
 * The rules of {@link SearchStrategy} and {@link SearchSession} as tests. They run on synthetic spaces, in
 * milliseconds, but for {@link LearningContract}, which searches with all default settings. A session that makes every proposal through {@link org.osnas.api.search.Proposals} keeps most of them by
 * construction; a whole strategy then takes twenty lines. To check a strategy, implement the interface in a test class:
 *
 * <pre>{@code
 * class MyStrategyTest implements SearchStrategyContract {
 *     @Override
 *     public SearchStrategy strategy() {
 *         return new MyStrategy();
 *     }
 * }
 * }</pre>
 */
public interface SearchStrategyContract extends PreparationContract, LearningContract {

    /** The strategy to check, best with settings so small that 60 trials reach all its code. */
    @Override
    SearchStrategy strategy();

    /** Whether the seed decides what is proposed; false for a strategy with a fixed order. */
    default boolean dependsOnSeed() {
        return true;
    }

    /** After how long a search of 60 trials, or of the default number, counts as hanging. */
    @Override
    default Duration patience() {
        return Duration.ofSeconds(60);
    }

    private SearchRun run(SearchContext context, ToDoubleFunction<Architecture> scores, int lanes) {
        return SearchRun.of(strategy(), context, scores, lanes, patience());
    }

    private SearchRun run(SearchSetting setting, int trials, long seed) {
        return run(setting.context(trials, seed), setting.landscape(), 1);
    }

    /** Every proposal belongs to the space, is canonical, and all its costs are within the budget. */
    @Test
    default void required_S01_proposalsAreWithinSpaceAndBudget() {
        for (SearchSetting setting : List.of(SearchSetting.ROOMY, SearchSetting.SMALL, SearchSetting.UNIFIED)) {
            List<Architecture> proposals = run(setting, 60, 11).proposals();
            assertThat(proposals)
                    .as("a search with 60 trials proposes something")
                    .isNotEmpty();
            assertThat(proposals).allSatisfy(a -> {
                setting.space().check(a);
                assertThat(a).as("canonical").isEqualTo(setting.space().canonical(a));
                assertThat(setting.costs().within(a, setting.budget()))
                        .as("%s costs %s; within %s", a, setting.costs().costs(a), setting.budget())
                        .isTrue();
            });
        }
    }

    /**
     * A session may be told of architectures that it did not propose, before its first proposal: those that somebody wants
     * scored first, or that an earlier search found. It goes on by the same rules.
     */
    @Test
    default void required_S17_othersTrialsAreTaken() {
        SearchSetting setting = SearchSetting.ROOMY;
        SearchContext context = setting.context(40, 17);
        Set<Architecture> proposed = new HashSet<>();
        try (SearchSession session = strategy().start(context)) {
            if (session instanceof org.osnas.api.search.PreparedSession prepared) {
                while (prepared.preparation().done() < prepared.preparation().steps()) {
                    prepared.preparation().step();
                }
            }
            List<Architecture> others = setting.sampler().feasible().stream()
                    .filter(a -> setting.space().canonical(a).equals(a))
                    .limit(6)
                    .toList();
            for (int i = 0; i < others.size(); i++) {
                session.observe(setting.trial(i, others.get(i)));
            }
            for (int i = 0; i < 30; i++) {
                java.util.Optional<Architecture> proposal = session.propose();
                if (proposal.isEmpty()) {
                    break;
                }
                setting.space().check(proposal.get());
                assertThat(setting.costs().within(proposal.get(), setting.budget()))
                        .isTrue();
                assertThat(proposed.add(proposal.get()))
                        .as("%s is proposed once", proposal.get())
                        .isTrue();
                session.observe(setting.trial(others.size() + i, proposal.get()));
            }
        }
        assertThat(proposed).hasSizeGreaterThan(10);
    }

    /** No architecture is proposed twice in one search, whatever the order of interchangeable choices. */
    @Test
    default void required_S02_noProposalIsRepeated() {
        for (SearchSetting setting : List.of(SearchSetting.ROOMY, SearchSetting.SMALL, SearchSetting.UNIFIED)) {
            assertThat(run(setting, 60, 12).proposals()).doesNotHaveDuplicates();
        }
    }

    /** Two searches with the same seed and the same scores propose the same architectures in the same order. */
    @Test
    default void required_S03_sameSeedSameProposals() {
        assertThat(run(SearchSetting.ROOMY, 60, 13)).isEqualTo(run(SearchSetting.ROOMY, 60, 13));
    }

    /** Another seed gives other proposals, or, if {@link #dependsOnSeed} says so, the same. */
    @Test
    default void required_S04_seedDecides() {
        Set<SearchRun> runs = new HashSet<>();
        for (long seed = 0; seed < 4; seed++) {
            runs.add(run(SearchSetting.ROOMY, 60, seed));
        }
        assertThat(runs.size() > 1)
                .as("searches under 4 seeds differ; dependsOnSeed() says whether they should")
                .isEqualTo(dependsOnSeed());
    }

    /** A new session that is told the same history answers as the first did: so a search resumes. */
    @Test
    default void required_S05_replayEqualsLive() {
        for (int lanes : new int[] {1, 5}) {
            SearchContext context = SearchSetting.ROOMY.context(60, 14);
            SearchRun live = run(context, SearchSetting.ROOMY.landscape(), lanes);
            assertThat(SearchRun.replay(strategy(), context, live, patience())).isEqualTo(live);
        }
    }

    /** With several proposals out, observed in any order, the search keeps rules S01, S02, S03 and S10. */
    @Test
    default void required_S06_observationsComeInAnyOrder() {
        for (int lanes : new int[] {2, 7, 60}) {
            SearchSetting setting = SearchSetting.ROOMY;
            SearchRun run = run(setting.context(60, 15), setting.landscape(), lanes);
            assertThat(run.proposals())
                    .isNotEmpty()
                    .doesNotHaveDuplicates()
                    .hasSizeLessThanOrEqualTo(60)
                    .isSubsetOf(setting.sampler().feasible());
            assertThat(run(setting.context(60, 15), setting.landscape(), lanes)).isEqualTo(run);
        }
    }

    /** A small space with trials to spare: the search ends, at the latest when everything feasible was proposed. */
    @Test
    default void required_S07_endsWhenTheSpaceIsExhausted() {
        for (int lanes : new int[] {1, 4}) {
            SearchSetting setting = SearchSetting.SMALL;
            SearchRun run = run(setting.context(500, 16), setting.landscape(), lanes);
            assertThat(run.proposals())
                    .isNotEmpty()
                    .hasSizeLessThanOrEqualTo(setting.sampler().feasible().size());
        }
    }

    /** Failed evaluations (scores that are not a number), infinite and equal scores do not break a search. */
    @Test
    default void required_S08_survivesFailedScores() {
        SyntheticLandscape landscape = SearchSetting.ROOMY.landscape();
        List<ToDoubleFunction<Architecture>> scores = List.of(
                a -> Double.NaN,
                a -> a.hashCode() % 3 == 0 ? landscape.score(a) : Double.NaN,
                a -> a.hashCode() % 3 == 0 ? landscape.score(a) : Double.NEGATIVE_INFINITY,
                a -> a.hashCode() % 3 == 0 ? landscape.score(a) : Double.POSITIVE_INFINITY,
                a -> 0);
        for (ToDoubleFunction<Architecture> score : scores) {
            for (int lanes : new int[] {1, 4}) {
                List<Architecture> proposals =
                        run(SearchSetting.ROOMY.context(60, 17), score, lanes).proposals();
                assertThat(proposals)
                        .as("a failed evaluation is no reason to stop")
                        .hasSizeGreaterThan(1)
                        .doesNotHaveDuplicates()
                        .isSubsetOf(SearchSetting.ROOMY.sampler().feasible());
            }
        }
    }

    /** A budget that one architecture of thousands meets: it is found, proposed once, and the search ends. */
    @Test
    default void required_S09_findsTheOnlyFeasibleArchitecture() {
        assertThat(run(SearchSetting.ONE, 60, 18).proposals())
                .isEqualTo(SearchSetting.ONE.sampler().feasible());
    }

    /** There are never more proposals than {@link SearchContext#trials}. */
    @Test
    default void required_S10_neverMoreProposalsThanTrials() {
        for (int trials : new int[] {1, 2, 7, 60}) {
            for (int lanes : new int[] {1, 3}) {
                SearchContext context = SearchSetting.ROOMY.context(trials, 19);
                List<Architecture> proposals =
                        run(context, SearchSetting.ROOMY.landscape(), lanes).proposals();
                assertThat(proposals).hasSizeLessThanOrEqualTo(trials);
            }
        }
    }

    /** A finished search stays finished, and says so in bounded time. */
    @Test
    default void required_S11_staysFinished() {
        SearchContext context = SearchSetting.SMALL.context(500, 20);
        SearchRun run = run(context, SearchSetting.SMALL.landscape(), 1);
        assertThat(run.calls()).last().isInstanceOf(SearchRun.Propose.class);
        List<SearchRun.Call> longer = new java.util.ArrayList<>(run.calls());
        longer.add(run.calls().get(run.calls().size() - 1));
        longer.add(run.calls().get(run.calls().size() - 1));
        assertThat(SearchRun.replay(strategy(), context, new SearchRun(longer), patience())
                        .proposals())
                .hasSameSizeAs(run.proposals());
    }

    /** A strategy is an immutable configuration: its sessions know nothing of each other. */
    @Test
    default void required_S12_sessionsAreIndependent() {
        SearchStrategy strategy = strategy();
        SearchContext context = SearchSetting.ROOMY.context(60, 21);
        SyntheticLandscape landscape = SearchSetting.ROOMY.landscape();
        SearchRun first = SearchRun.of(strategy, context, landscape, 1, patience());
        SearchRun second = SearchRun.of(strategy, context, landscape, 1, patience());
        assertThat(second)
                .as("the second search of one strategy object, compared with the first")
                .isEqualTo(first);
    }
}
