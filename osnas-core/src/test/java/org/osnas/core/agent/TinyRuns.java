package org.osnas.core.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Optional;
import java.util.SplittableRandom;
import org.osnas.api.cost.Budget;
import org.osnas.api.search.Proposals;
import org.osnas.api.search.SearchContext;
import org.osnas.api.search.SearchSession;
import org.osnas.api.search.SearchStrategy;
import org.osnas.api.search.Trial;
import org.osnas.api.space.Architecture;
import org.osnas.api.space.SearchSpace;
import org.osnas.api.training.PathChoice;
import org.osnas.api.training.TrainingContext;
import org.osnas.api.training.TrainingStep;
import org.osnas.api.training.TrainingStrategy;
import org.osnas.core.run.RunResult;
import org.osnas.core.run.RunStore;
import org.osnas.core.stop.StopSignal;
import org.osnas.core.stop.StoppedException;
import org.osnas.core.supernet.BatchNormMode;
import org.osnas.core.supernet.TinyTask;

/** Whole runs on {@link TinyTask} that take a moment. */
final class TinyRuns {

    private TinyRuns() {}

    /** Single random paths. */
    record RandomPaths() implements TrainingStrategy {
        @Override
        public TrainingSchedule start(TrainingContext context) {
            int[] sizes = context.space().sizes();
            return step -> {
                SplittableRandom random = new SplittableRandom(context.seed() + step);
                int[] choices = new int[sizes.length];
                for (int l = 0; l < sizes.length; l++) {
                    choices[l] = random.nextInt(sizes[l]);
                }
                return TrainingStep.of(PathChoice.of(context.space().canonical(Architecture.of(choices))));
            };
        }
    }

    /** Random draws. */
    record Draws() implements SearchStrategy {
        @Override
        public SearchSession start(SearchContext context) {
            Proposals proposals = new Proposals(context);
            return new SearchSession() {
                @Override
                public Optional<Architecture> propose() {
                    return proposals.next(proposals::draw);
                }

                @Override
                public void observe(Trial trial) {}
            };
        }
    }

    static Run run(SearchSpace space, BatchNormMode mode) {
        SupernetSettings d = SupernetSettings.DEFAULT.withLength(Steps.of(12));
        SupernetSettings settings =
                new SupernetSettings(d.length(), d.optimizer(), d.heldOut(), d.initialization(), mode, 3);
        return Run.of(space, compiler -> new TinyTask.Agent(), new TinyTask.Data())
                .supernet(Run.Named.of(new RandomPaths()), settings)
                .search(new Draws(), Trials.of(5), Budget.NONE)
                .retrain(Steps.of(6))
                .seed(3);
    }

    /** Runs to the end with a stop after every three training steps. */
    static RunResult inPieces(Run run, RunStore store) throws IOException {
        for (int stops = 0; ; stops++) {
            StopSignal stop = new StopSignal();
            try {
                RunResult result = run.in(store).run(new RunControl(new StopAt(stop, 3), stop));
                assertThat(stops).as("stops").isGreaterThan(5);
                return result;
            } catch (StoppedException e) {
                assertThat(stops).as("every stop makes progress").isLessThan(60);
            }
        }
    }

    /** Asks to stop after some training steps. */
    private static final class StopAt implements RunListener {
        private final StopSignal stop;
        private int left;

        StopAt(StopSignal stop, int steps) {
            this.stop = stop;
            this.left = steps;
        }

        @Override
        public void step(long done, double loss, double rate) {
            if (--left == 0) {
                stop.request();
            }
        }
    }
}
