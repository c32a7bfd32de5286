package org.osnas.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.osnas.api.cost.CostModel;
import org.osnas.api.space.Architecture;
import org.osnas.api.space.Backbone;
import org.osnas.api.space.Block;
import org.osnas.api.space.ChoiceLayer;
import org.osnas.api.space.Conv2d;
import org.osnas.api.space.SearchSpace;
import org.osnas.api.space.Shape;
import org.osnas.api.space.Tail;
import org.osnas.api.space.TaskHead;

/**
 * The rules of {@link TaskHead} as tests. To check a head, implement the interface in a test class that returns it from
 * {@link #head}.
 */
public interface TaskHeadContract {

    /** The head for so many classes, made anew. */
    TaskHead head(int classes);

    /** A space with features at strides 2, 4, 8 and 16, on inputs of 64x64. */
    static Backbone backbone() {
        return new Backbone(
                "strides",
                new Shape(64, 64, 3),
                Block.sequence("stem", Conv2d.of(3, 4, 3, 2)),
                List.of(layer(4, 4, 1), layer(4, 6, 2), layer(6, 8, 2), layer(8, 10, 2)),
                Tail.pooling());
    }

    private static ChoiceLayer layer(int in, int out, int stride) {
        return ChoiceLayer.of(
                Block.sequence("k3", Conv2d.of(in, out, 3, stride)),
                Block.sequence("k5", Conv2d.of(in, out, 5, stride)));
    }

    private SearchSpace space(int classes) {
        return backbone().with(head(classes));
    }

    /** A head is a value: made twice for the same, it is the same, and so is the space with it. */
    @Test
    default void required_H01_aHeadIsAValue() {
        assertThat(head(3)).isEqualTo(head(3)).hasSameHashCodeAs(head(3));
        assertThat(space(3).fingerprint()).isEqualTo(space(3).fingerprint());
    }

    /** Every output has a name and a shape; their number and names do not depend on the classes. */
    @Test
    default void required_H02_outputsAreNamed() {
        Map<String, Shape> outputs = space(3).outputs();
        assertThat(outputs).isNotEmpty();
        assertThat(outputs.keySet())
                .noneMatch(String::isBlank)
                .isEqualTo(space(7).outputs().keySet());
    }

    /** What the head costs is part of every network's cost: tables say what counting whole networks says. */
    @Test
    default void required_H03_costsAreThoseOfWholeNetworks() {
        SearchSpace space = space(3);
        Architecture architecture = Architecture.of(new int[space.depth()]);
        List<Block> blocks = space.network(architecture);
        long params = blocks.stream().mapToLong(Block::params).sum();
        long macs = 0;
        for (int i = 0; i < blocks.size(); i++) {
            macs += blocks.get(i).macs(space.inputsAt(i));
        }
        Map<String, Double> costs = CostModel.analytic(space).costs(architecture);
        assertThat(costs.get("params")).isCloseTo(params, within(1e-6));
        assertThat(costs.get("macs")).isCloseTo(macs, within(1e-6));
        assertThat(blocks.get(blocks.size() - 1).macs(space.inputsAt(blocks.size() - 1)))
                .as("multiply-accumulates of the head")
                .isPositive();
    }
}
