package org.osnas.onnx;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import org.osnas.api.cost.Conditions;
import org.osnas.api.cost.LatencyRuntime;
import org.osnas.api.space.Shape;
import org.osnas.api.space.StandaloneNetwork;
import org.osnas.core.cost.PassTimer;

/** ONNX Runtime on the CPU of this machine, with all its optimisations and batch normalisation folded. */
public final class OnnxRuntimeLatency implements LatencyRuntime {

    /** Sessions that are open at a time. */
    private static final int TOGETHER = 40;

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
        double[][] all = new double[MEASUREMENTS][networks.size()];
        for (int from = 0; from < networks.size(); from += TOGETHER) {
            int to = Math.min(networks.size(), from + TOGETHER);
            double[][] some = together(networks.subList(from, to), conditions, repeats);
            for (int m = 0; m < MEASUREMENTS; m++) {
                System.arraycopy(some[m], 0, all[m], from, to - from);
            }
        }
        return all;
    }

    private static double[][] together(List<Supplier<StandaloneNetwork>> networks, Conditions conditions, int repeats) {
        List<OnnxRuntimeNetwork.Pass> passes = new ArrayList<>();
        try {
            for (Supplier<StandaloneNetwork> network : networks) {
                StandaloneNetwork made = network.get();
                passes.add(pass(OnnxModel.of(made, OnnxOptions.DEFAULT), made.input(), conditions));
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
        float[] images = new float[(int) (conditions.batch() * in.elements())];
        Random random = new Random(1);
        for (int i = 0; i < images.length; i++) {
            images[i] = (float) random.nextGaussian();
        }
        return OnnxRuntimeNetwork.load(model.bytes(), conditions.threads())
                .pass(new OnnxRuntimeNetwork.Tensor(
                        images, conditions.batch(), in.channels(), in.height(), in.width()));
    }
}
