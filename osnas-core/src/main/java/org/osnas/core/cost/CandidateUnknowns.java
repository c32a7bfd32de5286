package org.osnas.core.cost;

import java.util.Arrays;
import org.osnas.api.cost.LookupTable;
import org.osnas.api.cost.Metric;
import org.osnas.api.space.Architecture;
import org.osnas.api.space.Block;
import org.osnas.api.space.ChoiceLayer;
import org.osnas.api.space.SearchSpace;
import org.osnas.api.space.Shape;

/** The candidates of a space as unknowns: layers that choose side by side have them in common. */
final class CandidateUnknowns {

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
                features[firstUnknown[s] + c] = alone ? features(block, input) : new double[4];
            }
        }
        return features;
    }

    private static double[] features(Block block, Shape input) {
        return new double[] {
            block.macs(input),
            block.isIdentity()
                    ? 0
                    : block.shapes(input).stream().mapToLong(Shape::elements).sum(),
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
