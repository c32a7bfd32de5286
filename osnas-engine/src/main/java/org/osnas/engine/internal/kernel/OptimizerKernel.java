package org.osnas.engine.internal.kernel;

import java.nio.FloatBuffer;

/** Steps of the optimizers that remember more than {@link SgdKernel}, on elements of flat vectors. */
public final class OptimizerKernel {

    private OptimizerKernel() {}

    /** What a step does to a tile. */
    @FunctionalInterface
    private interface Update {
        void run(float[] w, float[] g, float[] first, float[] second, int n);
    }

    /** {@code g = scale * grad + decay * w}, {@code v = momentum * v + g}, {@code w = w - rate * (g + momentum * v)}. */
    public static void nesterov(
            FloatBuffer w, FloatBuffer grad, FloatBuffer momentum, int from, int length, MomentumStep s) {
        float rate = s.rate();
        float mu = s.momentum();
        float decay = s.decay();
        float scale = s.scale();
        run(w, grad, momentum, momentum, from, length, (weights, g, velocity, same, n) -> {
            for (int i = 0; i < n; i++) {
                float gradient = scale * g[i] + decay * weights[i];
                float next = mu * velocity[i] + gradient;
                velocity[i] = next;
                weights[i] -= rate * (gradient + mu * next);
            }
        });
    }

    /** Adam's step. */
    public static void adam(
            FloatBuffer w,
            FloatBuffer grad,
            FloatBuffer first,
            FloatBuffer second,
            int from,
            int length,
            AdaptiveStep s) {
        run(w, grad, first, second, from, length, (weights, g, m, v, n) -> {
            for (int i = 0; i < n; i++) {
                float gradient = s.scale() * g[i] + s.decay() * weights[i];
                m[i] = s.first() * m[i] + (1 - s.first()) * gradient;
                v[i] = s.second() * v[i] + (1 - s.second()) * gradient * gradient;
                float root = s.secondCorrection() * (float) Math.sqrt(v[i]) + s.epsilon();
                weights[i] = s.shrink() * weights[i] - s.rate() * s.firstCorrection() * m[i] / root;
            }
        });
    }

    /** RMSprop's step. */
    public static void rmsProp(
            FloatBuffer w,
            FloatBuffer grad,
            FloatBuffer first,
            FloatBuffer second,
            int from,
            int length,
            AdaptiveStep s) {
        run(w, grad, first, second, from, length, (weights, g, m, v, n) -> {
            for (int i = 0; i < n; i++) {
                float gradient = s.scale() * g[i] + s.decay() * weights[i];
                v[i] = s.second() * v[i] + (1 - s.second()) * gradient * gradient;
                m[i] = s.first() * m[i] + gradient / ((float) Math.sqrt(v[i]) + s.epsilon());
                weights[i] -= s.rate() * m[i];
            }
        });
    }

    /** {@code average = average + share * (w - average)}. */
    public static void average(FloatBuffer w, FloatBuffer average, int length, float share) {
        TilePass.binary(average, w, average, length, (mean, weights, n) -> {
            for (int i = 0; i < n; i++) {
                mean[i] += share * (weights[i] - mean[i]);
            }
        });
    }

    private static void run(
            FloatBuffer w,
            FloatBuffer grad,
            FloatBuffer first,
            FloatBuffer second,
            int from,
            int length,
            Update update) {
        int end = Math.addExact(from, length);
        Tiles.holds(w, end);
        Tiles.holds(grad, end);
        Tiles.holds(first, end);
        Tiles.holds(second, end);
        Parallel.run(length, Parallel.chunks(length, length), (chunk, start, stop) -> {
            Scratch scratch = Scratch.local();
            float[] weights = scratch.floats(0, Tiles.LENGTH);
            float[] gradients = scratch.floats(1, Tiles.LENGTH);
            float[] one = scratch.floats(2, Tiles.LENGTH);
            float[] other = first == second ? one : scratch.floats(3, Tiles.LENGTH);
            for (int i = from + start; i < from + stop; i += Tiles.LENGTH) {
                int n = Math.min(Tiles.LENGTH, from + stop - i);
                w.get(i, weights, 0, n);
                grad.get(i, gradients, 0, n);
                first.get(i, one, 0, n);
                second.get(i, other, 0, n);
                update.run(weights, gradients, one, other, n);
                w.put(i, weights, 0, n);
                first.put(i, one, 0, n);
                second.put(i, other, 0, n);
            }
        });
    }
}
