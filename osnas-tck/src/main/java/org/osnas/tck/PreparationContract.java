package org.osnas.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.osnas.api.search.Preparation;
import org.osnas.api.search.PreparedSession;
import org.osnas.api.search.SearchContext;
import org.osnas.api.search.SearchSession;
import org.osnas.api.search.SearchStrategy;
import org.osnas.api.space.Architecture;
import org.osnas.api.spi.BadInputException;

/**
 * The rules of {@link PreparedSession} and {@link Preparation}, a part of {@link SearchStrategyContract}. A strategy whose
 * sessions prepare nothing keeps them.
 */
public interface PreparationContract {

    /** The strategy to check, with a preparation of a few steps, if any. */
    SearchStrategy strategy();

    /** A session that prepares itself refuses to propose before it is done, and to do more steps than it declares. */
    @Test
    default void required_S13_preparesBeforeItProposes() {
        try (SearchSession session = strategy().start(SearchSetting.ROOMY.context(10, 22))) {
            if (session instanceof PreparedSession prepared) {
                Preparation preparation = prepared.preparation();
                assertThat(prepared.preparation()).as("asked again").isSameAs(preparation);
                assertThat(preparation.done()).as("steps done at first").isZero();
                if (preparation.steps() > 0) {
                    assertThatThrownBy(session::propose)
                            .as("propose() before the preparation")
                            .isInstanceOf(IllegalStateException.class);
                }
                SearchRun.prepare(preparation, preparation.steps());
                assertThatThrownBy(preparation::step)
                        .as("a step after the last")
                        .isInstanceOf(IllegalStateException.class);
            }
        }
    }

    /** Saved anywhere and taken up by a new session, a preparation leads to the same bits and proposals. */
    @Test
    default void required_S14_preparationResumesWithTheSameBits() {
        SearchContext context = SearchSetting.ROOMY.context(10, 23);
        try (SearchSession session = strategy().start(context)) {
            if (session instanceof PreparedSession live) {
                long steps = live.preparation().steps();
                double[] begin = live.preparation().state();
                SearchRun.prepare(live.preparation(), steps / 2);
                double[] middle = live.preparation().state();
                SearchRun.prepare(live.preparation(), steps);
                double[] end = live.preparation().state();
                assertThat(end).as("values of a state").matches(v -> Arrays.stream(v)
                        .allMatch(Double::isFinite));
                List<Architecture> proposals = SearchRun.proposals(live, context);
                for (double[] saved : List.of(begin, middle, end)) {
                    try (PreparedSession resumed = (PreparedSession) strategy().start(context)) {
                        resumed.preparation().restore(saved);
                        assertThat(resumed.preparation().state()).as("restored").isEqualTo(saved);
                        SearchRun.prepare(resumed.preparation(), steps);
                        assertThat(resumed.preparation().state())
                                .as("the state at the end")
                                .isEqualTo(end);
                        assertThat(SearchRun.proposals(resumed, context)).isEqualTo(proposals);
                    }
                }
            }
        }
    }

    /** A state that belongs to something else is refused. */
    @Test
    default void required_S15_foreignPreparationIsRefused() {
        try (SearchSession session = strategy().start(SearchSetting.ROOMY.context(10, 24))) {
            if (session instanceof PreparedSession prepared) {
                Preparation preparation = prepared.preparation();
                double[] longer = Arrays.copyOf(preparation.state(), preparation.state().length + 1);
                assertThatThrownBy(() -> preparation.restore(longer)).isInstanceOf(BadInputException.class);
                assertThatThrownBy(() -> preparation.restore(new double[0])).isInstanceOf(BadInputException.class);
            }
        }
    }
}
