package org.osnas.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.osnas.core.agent.Length;
import org.osnas.core.agent.RetrainSettings;
import org.osnas.core.agent.Retraining;
import org.osnas.core.agent.Run;
import org.osnas.core.agent.RunControl;
import org.osnas.core.agent.RunListener;
import org.osnas.core.internal.cost.Stopwatch;
import org.osnas.core.run.RunStore;
import org.osnas.core.stop.StopSignal;
import org.osnas.core.stop.StoppedException;

/**
 * How long a run will take on this machine: some steps of its supernet and of one of its networks are timed in memory, and
 * dropped. What else there is to do is counted ({@link Workload}); where an image only runs forward, it costs a third of
 * what it costs in a training step.
 *
 * @param supernet seconds, 0 if another run trained it
 * @param search seconds at most, since what trials share is counted for each; empty where architectures are scored otherwise
 * @param retrain seconds, with validations, the final evaluation, and what is taken from the supernet before
 */
record TimeEstimate(double supernet, Optional<Double> search, double retrain) {

    private static final int MOST_STEPS = 40;
    private static final int LEAST_STEPS = 4;
    private static final double LONGEST_SECONDS = 8;
    private static final double FORWARD_SHARE = 1.0 / 3;

    static final String HOW =
            "estimated from up to %d steps of the supernet and of one network, kept in memory and dropped; an"
                            .formatted(MOST_STEPS)
                    + " image to validate or test with counts as a third of one to train with, and in full for each"
                    + " trial, though trials that are scored together share the layers that they begin with";

    /**
     * @param trained whether another run trained the supernet
     */
    static TimeEstimate of(Run run, boolean trained, Stopwatch clock) throws IOException {
        Workload work = Workload.of(run, trained);
        double supernet = 0;
        if (work.supernetSteps() > 0) {
            double step = secondsOfStep(
                    clock, control -> run.inMemory().trainSupernet(control).close());
            supernet = within(run.supernet().length(), work.supernetSteps() * step);
        }
        var architecture = run.sampler().sample(new SplittableRandom(run.seed()));
        double batch = secondsOfStep(clock, control -> {
            try (Retraining one = new Retraining(
                    run,
                    architecture,
                    run.data(),
                    RetrainSettings.DEFAULT.withLength(run.retrain().length()),
                    run.seed(),
                    RunStore.inMemory().retraining(architecture))) {
                one.run(control);
            }
        });
        double image = batch * FORWARD_SHARE / run.data().batchSize();
        double training = within(
                run.retrain().length(),
                work.networkBatches() * batch + (work.validatedImages() + work.taughtImages()) * image);
        return new TimeEstimate(
                supernet,
                run.wantsSupernet() ? Optional.of(work.scoredImages() * image) : Optional.empty(),
                work.networks() * (training + work.evaluatedImages() * image) + work.inheritedImages() * image);
    }

    private static double within(Length length, double seconds) {
        return Math.min(seconds, length.seconds().orElse(Double.POSITIVE_INFINITY));
    }

    double total() {
        return supernet + search.orElse(0.0) + retrain;
    }

    private interface Training {
        void run(RunControl control) throws IOException;
    }

    /** The median of the later half, since the first set up what the others use again. */
    private static double secondsOfStep(Stopwatch clock, Training training) throws IOException {
        StopSignal stop = new StopSignal();
        List<Long> ends = new ArrayList<>(List.of(clock.nanoTime()));
        RunListener timing = new RunListener() {
            @Override
            public void step(long done, double loss, double learningRate) {
                ends.add(clock.nanoTime());
                double spent = (clock.nanoTime() - ends.get(0)) * 1e-9;
                if (done >= MOST_STEPS || done >= LEAST_STEPS && spent > LONGEST_SECONDS) {
                    stop.request();
                }
            }
        };
        try {
            training.run(new RunControl(timing, stop));
        } catch (StoppedException e) {
            // As was asked for.
            stop.requested();
        }
        long[] steps = new long[Math.max(1, ends.size() - 1)];
        for (int i = 1; i < ends.size(); i++) {
            steps[i - 1] = ends.get(i) - ends.get(i - 1);
        }
        long[] counted = Arrays.copyOfRange(steps, steps.length / 2, steps.length);
        Arrays.sort(counted);
        return counted[counted.length / 2] * 1e-9;
    }
}
