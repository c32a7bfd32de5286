package org.osnas.engine.internal.optim;

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

    /** {@code rate * (1 - t)^power}, where t goes from 0 at the start to 1 at {@code steps}. */
    static Schedule polynomial(double rate, long steps, double power) {
        Check.positive("learning rate", rate);
        Check.positive("power", power);
        Check.that(steps >= 1, "steps must be at least 1, got %d", steps);
        return step -> rate * Math.pow(1 - (double) Math.min(step, steps) / steps, power);
    }

    /**
     * Half a cosine from {@code rate / 25} up to {@code rate} in the first 0.3 of the steps, and another one down to
     * {@code rate / 250000} at the last. Smith and Topin 2019, <a
     * href="https://arxiv.org/abs/1708.07120">Super-Convergence</a>, with the shares of PyTorch's {@code OneCycleLR}.
     */
    static Schedule oneCycle(double rate, long steps) {
        Check.positive("learning rate", rate);
        Check.that(steps >= 1, "steps must be at least 1, got %d", steps);
        double last = Math.max(1, steps - 1);
        double top = Math.max(0, 0.3 * steps - 1);
        double low = rate / 25;
        return step -> step <= top
                ? between(low, rate, top == 0 ? 1 : step / top)
                : between(rate, low / 1e4, Math.min(1, (step - top) / Math.max(1e-9, last - top)));
    }

    private static double between(double from, double to, double share) {
        return to + (from - to) * (1 + Math.cos(Math.PI * share)) / 2;
    }

    /** The same schedule, scaled linearly from {@code 1/steps} up to one during the first {@code steps} steps. */
    default Schedule warmup(long steps) {
        Check.that(steps >= 0, "warm-up steps must be 0 or more, got %d", steps);
        return step -> rate(step) * (step < steps ? (step + 1.0) / steps : 1.0);
    }
}
