package org.osnas.onnx;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.osnas.api.cost.Conditions;
import org.osnas.api.cost.LatencyRuntime;
import org.osnas.api.random.Seeds;
import org.osnas.api.space.Shape;
import org.osnas.api.space.StandaloneNetwork;
import org.osnas.core.cost.PassTimer;

/** ONNX Runtime on the CPU of this machine, with all its optimisations and batch normalisation folded. */
public final class OnnxRuntimeLatency implements LatencyRuntime {

    /** Sessions that are open at a time. */
    private static final int TOGETHER = 40;

    private static final int ANCHORS = 4;

    @Override
    public String name() {
        return "onnxruntime";
    }

    @Override
    public String description() {
        return "ONNX Runtime on the CPU of this machine";
    }

    @Override
    public double[][] millis(List<Supplier<StandaloneNetwork>> networks, Conditions conditions, int repeats) {
        return millis(networks, network -> OnnxModel.of(network, OnnxOptions.DEFAULT), conditions, repeats);
    }

    /**
     * Times networks some together, the first few with all others: by these, what is measured at another time is put on
     * one scale, so that a machine that gets faster or slower meanwhile makes no network look so.
     */
    static double[][] millis(
            List<Supplier<StandaloneNetwork>> networks,
            Function<StandaloneNetwork, OnnxModel> form,
            Conditions conditions,
            int repeats) {
        int anchors = networks.size() > TOGETHER ? ANCHORS : 0;
        double[][] all = new double[MEASUREMENTS][networks.size()];
        double first = 0;
        for (int from = 0; from < networks.size(); from += TOGETHER - (from == 0 ? 0 : anchors)) {
            int known = from == 0 ? 0 : anchors;
            int to = Math.min(networks.size(), from + TOGETHER - known);
            List<Supplier<StandaloneNetwork>> group = new ArrayList<>(networks.subList(0, known));
            group.addAll(networks.subList(from, to));
            double[][] some = together(group, form, conditions, repeats);
            double level = level(some, anchors);
            first = from == 0 ? level : first;
            for (int m = 0; m < MEASUREMENTS; m++) {
                for (int i = from; i < to; i++) {
                    all[m][i] = some[m][known + i - from] * (anchors == 0 ? 1 : first / level);
                }
            }
        }
        return all;
    }

    private static double level(double[][] millis, int anchors) {
        double sum = 0;
        for (double[] measurement : millis) {
            for (int a = 0; a < anchors; a++) {
                sum += measurement[a];
            }
        }
        return sum;
    }

    private static double[][] together(
            List<Supplier<StandaloneNetwork>> networks,
            Function<StandaloneNetwork, OnnxModel> form,
            Conditions conditions,
            int repeats) {
        List<OnnxRuntimeNetwork.Pass> passes = new ArrayList<>();
        try {
            for (Supplier<StandaloneNetwork> network : networks) {
                StandaloneNetwork made = network.get();
                passes.add(pass(form.apply(made), made.input(), conditions));
            }
            return PassTimer.millis(
                    passes.stream().map(pass -> (Runnable) pass::run).toList(), conditions, repeats);
        } finally {
            passes.forEach(OnnxRuntimeNetwork.Pass::close);
        }
    }

    /**
     * Times models for prepared inputs beside each other.
     *
     * @param in shape of an input
     * @return milliseconds of a pass of each
     */
    public static double[] compare(List<OnnxModel> models, Shape in, Conditions conditions, int repeats) {
        List<OnnxRuntimeNetwork.Pass> passes = new ArrayList<>();
        try {
            models.forEach(model -> passes.add(pass(model, in, conditions)));
            return PassTimer.millis(
                    passes.stream().map(pass -> (Runnable) pass::run).toList(), conditions, repeats)[0];
        } finally {
            passes.forEach(OnnxRuntimeNetwork.Pass::close);
        }
    }

    private static OnnxRuntimeNetwork.Pass pass(OnnxModel model, Shape in, Conditions conditions) {
        return OnnxRuntimeNetwork.load(model.bytes(), conditions.threads()).pass(inputs(in, conditions.batch()));
    }

    /** Normally distributed numbers, always the same. */
    static OnnxRuntimeNetwork.Tensor inputs(Shape in, int batch) {
        float[] images = new float[(int) (batch * in.elements())];
        RandomGenerator random = Seeds.generator(1, "latency images", 0);
        for (int i = 0; i < images.length; i++) {
            images[i] = (float) random.nextGaussian();
        }
        return new OnnxRuntimeNetwork.Tensor(images, batch, in.channels(), in.height(), in.width());
    }
}
