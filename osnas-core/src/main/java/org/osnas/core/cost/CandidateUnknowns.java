package org.osnas.core.cost;

import java.util.Arrays;
import java.util.List;
import org.osnas.api.cost.LookupTable;
import org.osnas.api.cost.Metric;
import org.osnas.api.space.Architecture;
import org.osnas.api.space.Block;
import org.osnas.api.space.ChoiceLayer;
import org.osnas.api.space.DepthwiseConv2d;
import org.osnas.api.space.SearchSpace;
import org.osnas.api.space.Shape;

/** The candidates of a space as unknowns: layers that choose side by side have them in common. */
final class CandidateUnknowns {

    private static final int FEATURES = 5;

    private final SearchSpace space;
    private final int[] firstUnknown;
    private final int unknowns;

    CandidateUnknowns(SearchSpace space) {
        this.space = space;
        int stages = space.stages().size();
        firstUnknown = new int[stages];
        int used = 0;
        for (int s = 0; s < stages; s++) {
            firstUnknown[s] = used;
            used += space.stages().get(s).layers().get(0).size();
        }
        unknowns = used;
    }

    /** How many there are. */
    int count() {
        return unknowns;
    }

    /** How often each is in a network. */
    double[] of(Architecture architecture) {
        double[] counts = new double[unknowns];
        for (int s = 0; s < firstUnknown.length; s++) {
            for (int choice : space.choices(architecture, s)) {
                counts[firstUnknown[s] + choice]++;
            }
        }
        return counts;
    }

    /** What a candidate computes, moves and holds, and of how many layers. */
    double[][] features() {
        double[][] features = new double[unknowns][];
        for (int s = 0; s < firstUnknown.length; s++) {
            ChoiceLayer layer = space.stages().get(s).layers().get(0);
            Shape input = space.stageInput(s);
            boolean alone = space.stages().get(s).layers().size() == 1;
            for (int c = 0; c < layer.size(); c++) {
                Block block = layer.candidates().get(c);
                features[firstUnknown[s] + c] = alone ? features(block, input) : new double[FEATURES];
            }
        }
        return features;
    }

    // A runtime computes depthwise convolutions at another speed than others.
    private static double[] features(Block block, Shape input) {
        List<Shape> shapes = block.shapes(input);
        double depthwise = 0;
        double elements = 0;
        for (int n = 0; n < block.nodes().size(); n++) {
            Block.Node node = block.nodes().get(n);
            elements += shapes.get(block.inputs() + n).elements();
            if (node.layer() instanceof DepthwiseConv2d) {
                depthwise += node.layer()
                        .macs(node.inputs().stream().map(shapes::get).toList());
            }
        }
        return new double[] {
            block.macs(input) - depthwise,
            depthwise,
            elements,
            block.params(),
            block.nodes().size()
        };
    }

    /** Costs of a layer count from its cheapest candidate on; the base holds the cheapest network. */
    LookupTable table(double[] fit) {
        double base = fit[0];
        double[][] cost = new double[space.depth()][];
        for (int s = 0; s < firstUnknown.length; s++) {
            int size = space.stages().get(s).layers().get(0).size();
            double[] costs = Arrays.copyOfRange(fit, firstUnknown[s] + 1, firstUnknown[s] + 1 + size);
            double least = Arrays.stream(costs).min().orElseThrow();
            for (int l = space.firstLayer(s); l < space.firstLayer(s + 1); l++) {
                base += least;
                cost[l] = Arrays.stream(costs).map(c -> c - least).toArray();
            }
        }
        return LookupTable.of(Metric.LATENCY, base, cost, space);
    }
}
