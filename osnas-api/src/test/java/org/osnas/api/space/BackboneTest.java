package org.osnas.api.space;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.osnas.api.cost.CostModel;
import org.osnas.api.spi.BadInputException;

/** Features by their stride, and the heads that tasks put on them. */
class BackboneTest {

    private static final Shape INPUT = new Shape(32, 32, 3);
    private static final Block STEM = Block.sequence("stem", Conv2d.of(3, 4, 3, 2));

    private static ChoiceLayer layer(int in, int out, int stride) {
        return ChoiceLayer.of(
                Block.sequence("k3", Conv2d.of(in, out, 3, stride)),
                Block.sequence("k5", Conv2d.of(in, out, 5, stride)));
    }

    /** Strides 2, 4, 4, 8; a convolution and a hidden layer in the tail. */
    private static Backbone backbone() {
        BlockBuilder tail = Block.builder("tail");
        int map = tail.add(Conv2d.of(10, 12, 1, 1), tail.input());
        int vector = tail.then(map, new GlobalAveragePool(), new Linear(12, 16, true));
        return new Backbone(
                "toy",
                INPUT,
                STEM,
                List.of(layer(4, 4, 1), layer(4, 6, 2), layer(6, 8, 1), layer(8, 10, 2)),
                new Tail(tail.build(map, vector), 0.2, false));
    }

    @Test
    void featuresAreWhatTheLastLayerOfEachStrideGives() {
        assertThat(backbone().features())
                .containsExactly(
                        Map.entry("stride2", new Shape(16, 16, 4)),
                        Map.entry("stride4", new Shape(8, 8, 8)),
                        Map.entry("stride8", new Shape(4, 4, 10)),
                        Map.entry("map", new Shape(4, 4, 12)),
                        Map.entry("vector", new Shape(1, 1, 16)));
    }

    @Test
    void stridesAreProductsOfRoundedUpRatios() {
        Backbone odd = new Backbone(
                "odd", new Shape(29, 29, 3), STEM, List.of(layer(4, 4, 2), layer(4, 4, 2)), Tail.pooling());
        assertThat(odd.features().keySet()).containsExactly("stride2", "stride4", "stride8", "map", "vector");
        assertThat(odd.features()).containsEntry("stride8", new Shape(4, 4, 4));
    }

    @Test
    void aClassifierIsTheTailAndALinearLayerAsTheTailWantsIt() {
        SearchSpace space = backbone().classifier(5);
        Block head = Block.sequence(
                "head",
                Conv2d.of(10, 12, 1, 1),
                new GlobalAveragePool(),
                new Linear(12, 16, true),
                new Dropout(0.2),
                new Linear(16, 5, false));
        assertThat(space.head()).isEqualTo(new Head(head, List.of(4), List.of("logits")));
        assertThat(space.outputs()).isEqualTo(Map.of("logits", new Shape(1, 1, 5)));
        SearchSpace same =
                SearchSpace.classifier("toy", INPUT, 5, STEM, backbone().stages(), head);
        assertThat(space.fingerprint()).isEqualTo(same.fingerprint());
    }

    @Test
    void anEmbeddingStandsOnTheMap() {
        assertThat(backbone().with(new EmbeddingHead(7)).head())
                .isEqualTo(new Head(
                        Block.sequence(
                                "head",
                                Conv2d.of(10, 12, 1, 1),
                                Conv2d.of(12, 7, 1, 1),
                                BatchNorm.of(7),
                                new GlobalAveragePool(),
                                new Dropout(0.2)),
                        List.of(4),
                        List.of("embedding")));
    }

    @Test
    void whatNoHeadReadsIsNoPartOfTheNetwork() {
        SearchSpace space =
                backbone().with(head -> head.output("heatmap", head.add(Conv2d.of(8, 2, 1, 1), head.read("stride4"))));
        assertThat(space.depth()).isEqualTo(3);
        assertThat(space.head())
                .isEqualTo(new Head(Block.sequence("head", Conv2d.of(8, 2, 1, 1)), List.of(3), List.of("heatmap")));
        assertThat(CostModel.analytic(space).table("params").min())
                .isEqualTo(9 * (3 * 4 + 4 * 4 + 4 * 6 + 6 * 8) + 8 * 2);
    }

    /** Two features and two outputs: costs of the head count both, and the earlier feature is kept until it is read. */
    private static final TaskHead TWO = head -> {
        int fine = head.read("stride4");
        int coarse = head.read("stride8");
        int y = head.add(new GlobalAveragePool(), fine);
        head.output("size", head.add(new Linear(8, 2, true), y));
        head.output("heatmap", head.add(Conv2d.of(10, 3, 1, 1), coarse));
    };

    @Test
    void severalFeaturesAndOutputs() {
        SearchSpace space = backbone().with(TWO);
        assertThat(space.outputs())
                .containsExactly(Map.entry("size", new Shape(1, 1, 2)), Map.entry("heatmap", new Shape(4, 4, 3)));
        assertThat(space.headInputs()).containsExactly(new Shape(8, 8, 8), new Shape(4, 4, 10));
        assertThat(space.head().block().macs(space.headInputs())).isEqualTo(8 * 2 + 16 * 30);
        assertThat(space.restrictTo(Architecture.of(0, 1, 0, 1)).outputs()).isEqualTo(space.outputs());
        assertThat(List.of(
                        space,
                        backbone().with(new EmbeddingHead(7)),
                        backbone().classifier(5),
                        backbone().classifier(6)))
                .extracting(SearchSpace::fingerprint)
                .doesNotHaveDuplicates();
    }

    @Test
    void aKeptFeatureCountsInActivationMemory() {
        SearchSpace alone =
                backbone().with(head -> head.output("y", head.add(Conv2d.of(10, 3, 1, 1), head.read("stride8"))));
        SearchSpace both = backbone().with(TWO);
        int fine = 8 * 8 * 8;
        int coarse = 4 * 4 * 10;
        // The last layer reads the fine feature itself, so it is alive there anyway.
        assertThat(CostModel.analytic(both).table("activation-memory").blockCost(3, 0))
                .isEqualTo(CostModel.analytic(alone).table("activation-memory").blockCost(3, 0))
                .isEqualTo(4 * (fine + coarse));
        // Both features are alive before the head reads them.
        assertThat(both.head().block().peakActivationBytes(both.headInputs(), false))
                .isEqualTo(4 * (fine + coarse + 8));
        // With a stage more between feature and head it stays alive beside that stage's own values.
        Backbone longer = new Backbone(
                "longer", INPUT, STEM, List.of(layer(4, 8, 2), layer(8, 10, 2), layer(10, 10, 1)), Tail.pooling());
        assertThat(CostModel.analytic(longer.with(TWO))
                        .table("activation-memory")
                        .blockCost(2, 0))
                .isEqualTo(4 * (coarse + coarse + fine));
    }

    @Test
    void mistakesOfAHeadAreExplained() {
        Backbone backbone = backbone();
        assertThatThrownBy(() -> backbone.with(head -> head.read("stride16")))
                .isInstanceOf(BadInputException.class)
                .hasMessageStartingWith("Space toy has no feature 'stride16'; it has {stride2=16x16x4, ")
                .hasMessageContaining("vector=1x1x16");
        assertThatThrownBy(() -> backbone.with(head -> head.read("map")))
                .hasMessage("head: name at least one output by output(name, value)");
        assertThatThrownBy(() -> backbone.with(head -> head.add(Conv2d.of(8, 2, 1, 1), head.read("map"))))
                .isInstanceOf(ShapeException.class)
                .hasMessage("head: conv2d expects 8 channels, gets 12");
        assertThatThrownBy(() -> backbone.with(head -> {
                    int map = head.read("map");
                    head.add(new GlobalAveragePool(), map);
                    head.output("map", head.add(new Dropout(0), map));
                }))
                .hasMessage("head: nothing reads GlobalAveragePool[]; make it an output or leave it out");
        assertThatThrownBy(() -> backbone.with(head -> {
                    head.output("y", head.read("map"));
                    head.output("y", head.read("vector"));
                }))
                .hasMessage("head: there are two outputs 'y'");
        assertThatThrownBy(() -> backbone.with(head -> head.add(new Dropout(0), 3)))
                .hasMessageStartingWith("head: value 3 does not exist");
        Backbone shallow = new Backbone("shallow", INPUT, STEM, List.of(layer(4, 4, 2)), Tail.pooling());
        assertThatThrownBy(() -> shallow.with(head -> head.output("y", head.read("stride2"))))
                .hasMessageContaining("only if a feature behind its first choice layer is read");
    }

    @Test
    void aTailEndsInAVector() {
        BlockBuilder tail = Block.builder("tail");
        int y = tail.add(new Dropout(0), tail.input());
        assertThatThrownBy(() -> new Backbone(
                        "toy", INPUT, STEM, List.of(layer(4, 4, 1)), new Tail(tail.build(tail.input(), y), 0, true)))
                .isInstanceOf(ShapeException.class)
                .hasMessage("tail: its vector is 16x16x4, but must be 1x1xn; pool first");
        assertThatThrownBy(() -> new Tail(Block.sequence("tail"), 0, true))
                .hasMessageStartingWith("a tail has one input and two outputs");
    }
}
