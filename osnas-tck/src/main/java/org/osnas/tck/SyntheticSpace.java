package org.osnas.tck;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.osnas.api.random.Seeds;
import org.osnas.api.space.Activation;
import org.osnas.api.space.Block;
import org.osnas.api.space.ChoiceLayer;
import org.osnas.api.space.Conv2d;
import org.osnas.api.space.Custom;
import org.osnas.api.space.DepthwiseConv2d;
import org.osnas.api.space.Layer;
import org.osnas.api.space.SearchSpace;
import org.osnas.api.space.Shape;
import org.osnas.api.space.Stage;
import org.osnas.api.space.UnifiedStage;
import org.osnas.api.space.Weight;
import org.osnas.api.space.Zero;

/** Search spaces of any size whose blocks have costs but compute nothing, to test strategies without a network. */
public final class SyntheticSpace {

    private static final int MAX_COST = 1_000_000;
    private static final int WIDTH = 4;

    private SyntheticSpace() {}

    /**
     * A space with random costs: params and MACs of each block are independent and uniform in 1..1,000,000.
     *
     * @param sizes number of candidates of each layer
     */
    public static SearchSpace of(long seed, int... sizes) {
        RandomGenerator random = Seeds.generator(seed, "synthetic-space", 0);
        List<ChoiceLayer> layers = new ArrayList<>();
        for (int size : sizes) {
            List<Block> candidates = new ArrayList<>();
            for (int c = 0; c < size; c++) {
                CostedIdentity layer = new CostedIdentity(1 + random.nextInt(MAX_COST), 1 + random.nextInt(MAX_COST));
                candidates.add(Block.sequence("block" + c, layer));
            }
            layers.add(new ChoiceLayer(candidates));
        }
        return space(layers);
    }

    /** A space of unified stages, whose choices are interchangeable, with an ordinary layer between them. */
    public static SearchSpace unified(int stages, int subBlocks) {
        List<Block> kernels = List.of(
                Block.sequence("k3", new DepthwiseConv2d(WIDTH, 3, 1)),
                Block.sequence("k5", new DepthwiseConv2d(WIDTH, 5, 1)),
                Block.sequence("zero", new Zero(WIDTH, 1)));
        ChoiceLayer layer = new ChoiceLayer(List.of(
                Block.sequence("narrow", Conv2d.of(WIDTH, WIDTH, 1, 1)),
                Block.sequence("wide", Conv2d.of(WIDTH, WIDTH, 3, 1))));
        List<Stage> all = new ArrayList<>();
        for (int s = 0; s < stages; s++) {
            all.add(new UnifiedStage(WIDTH, WIDTH, 1, subBlocks, Activation.Function.RELU6, kernels));
            all.add(layer);
        }
        return space(all);
    }

    private static SearchSpace space(List<? extends Stage> stages) {
        return SearchSpace.classifier(
                "synthetic", new Shape(1, 1, WIDTH), WIDTH, Block.sequence("stem"), stages, Block.sequence("head"));
    }

    /** Passes its input on, and claims to cost something. */
    private record CostedIdentity(int params, int multiplyAccumulates) implements Custom {

        @Override
        public String kind() {
            return "costed_identity";
        }

        @Override
        public Shape outputShape(List<Shape> inputs) {
            return Layer.single(kind(), inputs);
        }

        @Override
        public List<Weight> weights() {
            return List.of(new Weight("weight", List.of(params), Weight.Role.DENSE));
        }

        @Override
        public long macs(List<Shape> inputs) {
            return multiplyAccumulates;
        }
    }
}
