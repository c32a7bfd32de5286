package org.osnas.benchmarks.evaluate;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import org.osnas.api.cost.Conditions;
import org.osnas.api.space.Architecture;
import org.osnas.api.space.SearchSpace;
import org.osnas.api.space.Shape;
import org.osnas.api.space.StandaloneNetwork;
import org.osnas.benchmarks.report.RatioLine;
import org.osnas.benchmarks.report.SuiteResult;
import org.osnas.core.registry.ComponentRef;
import org.osnas.core.registry.Registry;
import org.osnas.core.supernet.Supernet;
import org.osnas.engine.setup.ProcessSetup;
import org.osnas.onnx.OnnxModel;
import org.osnas.onnx.OnnxOptions;
import org.osnas.onnx.OnnxRuntimeLatency;

/** Networks with batch normalisation folded beside the same ones unfolded, in ONNX Runtime, in turn in one process. */
public final class FoldedNetworks {

    private static final int NETWORKS = 6;
    private static final int REPEATS = 31;

    private FoldedNetworks() {}

    /** Random networks of fbnet-s at 32x32 and of mobilenet-imagenet at 224x224, one thread. */
    public static void main(String[] args) throws IOException {
        ProcessSetup.apply();
        SuiteResult.writeRatios(
                "folded",
                List.of(
                        measure("fbnet-s", new Shape(32, 32, 3), 100),
                        measure("mobilenet-imagenet", new Shape(224, 224, 3), 1000)),
                Map.of("networks", NETWORKS, "repeats", REPEATS));
    }

    /** The ratio of the geometric means over all networks. */
    private static RatioLine measure(String name, Shape input, int classes) {
        SearchSpace space =
                Registry.standard().space(ComponentRef.of("space", name), input).classifier(classes);
        SplittableRandom random = new SplittableRandom(1);
        double folded = 0;
        double unfolded = 0;
        for (int i = 0; i < NETWORKS; i++) {
            int[] choices = space.sizes();
            for (int l = 0; l < choices.length; l++) {
                choices[l] = random.nextInt(choices[l]);
            }
            StandaloneNetwork network = network(space, Architecture.of(choices));
            double[] millis = OnnxRuntimeLatency.compare(
                    List.of(
                            OnnxModel.of(network, OnnxOptions.DEFAULT),
                            OnnxModel.of(network, OnnxOptions.DEFAULT.withFolded(false))),
                    input,
                    new Conditions(1, 1),
                    REPEATS);
            folded += Math.log(millis[0]) / NETWORKS;
            unfolded += Math.log(millis[1]) / NETWORKS;
            System.out.printf(
                    Locale.ROOT,
                    "%s network %d: folded %.3f ms, unfolded %.3f ms, ratio %.3f%n",
                    name,
                    i,
                    millis[0],
                    millis[1],
                    millis[1] / millis[0]);
        }
        return new RatioLine("unfolded to folded, " + name, Math.exp(unfolded), Math.exp(folded), "ms", "");
    }

    private static StandaloneNetwork network(SearchSpace space, Architecture architecture) {
        SearchSpace alone = space.restrictTo(space.canonical(architecture));
        try (Supernet supernet = Supernet.create(alone, 1)) {
            return supernet.standalone(Architecture.of(new int[alone.depth()]));
        }
    }
}
