package org.osnas.engine.internal.kernel;

import java.nio.FloatBuffer;
import org.osnas.api.spi.Check;

/**
 * Stochastic gradient descent with momentum and weight decay, in PyTorch's form: the decay joins the gradient and the
 * learning rate stays outside of the momentum.
 *
 * <p>Sutskever et al. 2013, <a href="https://proceedings.mlr.press/v28/sutskever13.html">On the importance of
 * initialization and momentum in deep learning</a>, with the learning rate applied as in <a
 * href="https://pytorch.org/docs/stable/generated/torch.optim.SGD.html">torch.optim.SGD</a>.
 */
public final class SgdKernel {

    private SgdKernel() {}

    /**
     * One step on elements {@code from} to {@code from + length}: {@code g = scale * grad + decay * w},
     * {@code v = momentum * v + g}, {@code w = w - rate * v}. The momentum has to be zero before the first step.
     */
    public static void step(
            FloatBuffer w, FloatBuffer grad, FloatBuffer momentum, int from, int length, MomentumStep s) {
        float rate = s.rate();
        float mu = s.momentum();
        float decay = s.decay();
        float scale = s.scale();
        Check.atLeast("from", from, 0);
        Check.atLeast("length", length, 0);
        int end = Math.addExact(from, length);
        Tiles.holds(w, end);
        Tiles.holds(grad, end);
        Tiles.holds(momentum, end);
        Parallel.run(length, Parallel.chunks(length, length), (chunk, start, stop) -> {
            Scratch scratch = Scratch.local();
            float[] weights = scratch.floats(0, Tiles.LENGTH);
            float[] gradients = scratch.floats(1, Tiles.LENGTH);
            float[] velocity = scratch.floats(2, Tiles.LENGTH);
            for (int i = from + start; i < from + stop; i += Tiles.LENGTH) {
                int n = Math.min(Tiles.LENGTH, from + stop - i);
                w.get(i, weights, 0, n);
                grad.get(i, gradients, 0, n);
                momentum.get(i, velocity, 0, n);
                update(weights, gradients, velocity, rate, mu, decay, scale, n);
                w.put(i, weights, 0, n);
                momentum.put(i, velocity, 0, n);
            }
        });
    }

    private static void update(float[] w, float[] g, float[] v, float rate, float mu, float decay, float scale, int n) {
        for (int i = 0; i < n; i++) {
            float next = mu * v[i] + (scale * g[i] + decay * w[i]);
            v[i] = next;
            w[i] -= rate * next;
        }
    }
}
