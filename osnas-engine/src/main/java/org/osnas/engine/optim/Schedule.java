package org.osnas.engine.optim;

import org.osnas.api.spi.Check;

/** Learning rate by training step. */
@FunctionalInterface
public interface Schedule {

    double rate(long step);

    static Schedule constant(double rate) {
        Check.positive("learning rate", rate);
        return step -> rate;
    }

    /**
     * Half a cosine from {@code rate} at step 0 to zero at {@code steps}. Loshchilov and Hutter 2017, <a
     * href="https://arxiv.org/abs/1608.03983">SGDR</a>, without restarts.
     */
    static Schedule cosine(double rate, long steps) {
        Check.positive("learning rate", rate);
        Check.that(steps >= 1, "steps must be at least 1, got %d", steps);
        return step -> 0.5 * rate * (1 + Math.cos(Math.PI * Math.min(step, steps) / steps));
    }

    /** {@code rate * gamma^k} after {@code k} times {@code every} steps. */
    static Schedule step(double rate, long every, double gamma) {
        Check.positive("learning rate", rate);
        Check.that(every >= 1, "the step schedule needs at least 1 step between drops, got %d", every);
        Check.between("gamma", gamma, 0, 1);
        return step -> rate * Math.pow(gamma, step / every);
    }

    /** The same schedule, scaled linearly from {@code 1/steps} up to one during the first {@code steps} steps. */
    default Schedule warmup(long steps) {
        Check.that(steps >= 0, "warm-up steps must be 0 or more, got %d", steps);
        return step -> rate(step) * (step < steps ? (step + 1.0) / steps : 1.0);
    }
}
