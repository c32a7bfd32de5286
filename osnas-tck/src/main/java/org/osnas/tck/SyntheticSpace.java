package org.osnas.tck;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.osnas.api.random.Seeds;
import org.osnas.api.space.Block;
import org.osnas.api.space.ChoiceLayer;
import org.osnas.api.space.Custom;
import org.osnas.api.space.Layer;
import org.osnas.api.space.SearchSpace;
import org.osnas.api.space.Shape;
import org.osnas.api.space.Weight;

/** Search spaces of any size whose blocks have costs but compute nothing, to test strategies without a network. */
public final class SyntheticSpace {

    private static final int MAX_COST = 1_000_000;

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
        return new SearchSpace(
                "synthetic", new Shape(1, 1, 4), 4, Block.sequence("stem"), layers, Block.sequence("head"));
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
