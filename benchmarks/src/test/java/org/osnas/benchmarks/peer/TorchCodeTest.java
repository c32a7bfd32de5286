package org.osnas.benchmarks.peer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.osnas.api.space.Block;
import org.osnas.api.space.ChoiceLayer;
import org.osnas.api.space.Conv2d;
import org.osnas.api.space.Custom;
import org.osnas.api.space.GlobalAveragePool;
import org.osnas.api.space.Linear;
import org.osnas.api.space.SearchSpace;
import org.osnas.api.space.Shape;

class TorchCodeTest {

    private static SearchSpace space(Block... candidates) {
        return SearchSpace.classifier(
                "tiny",
                new Shape(8, 8, 3),
                5,
                Block.sequence("stem", Conv2d.of(3, 4, 3, 2)),
                List.of(ChoiceLayer.of(candidates)),
                Block.sequence("head", new GlobalAveragePool(), new Linear(4, 5, true)));
    }

    private static String code(SearchSpace space) {
        return TorchCode.trainingStep(space, Workload.OPTIMIZER, 0.5);
    }

    @Test
    void oneCandidateIsAPlainNetwork() {
        assertThat(code(space(Block.sequence("grouped", new Conv2d(4, 4, 1, 1, 2, false)))))
                .doesNotContain("p: List[Tensor]")
                .contains(
                        """
                        \s   v0 = torch.conv2d(x, w[0], None, [2, 2], [1, 1], [1, 1], 1)
                            v1 = torch.conv2d(v0, w[1], None, [1, 1], [0, 0], [1, 1], 2)
                            v2 = torch.mean(v1, [2, 3])
                            v3 = torch.linear(v2, w[2], w[3])
                            loss = torch.cross_entropy_loss(v3, y)
                            given = torch.grad([loss], w)
                        """)
                .contains("momentum=0.9, lr=0.5,");
    }

    @Test
    void severalCandidatesAreMixedAndTheMixtureHasAGradient() {
        assertThat(code(space(Block.sequence("conv", Conv2d.of(4, 4, 1, 1)), Block.sequence("skip"))))
                .contains(
                        """
                        \s   v2 = torch.select(p[0], 0, 0)
                            v3 = torch.mul(v1, v2)
                            v4 = torch.select(p[0], 0, 1)
                            v5 = torch.mul(v0, v4)
                            v6 = torch.add(v3, v5)
                        """)
                .contains("given = torch.grad([loss], torch.add(w, p))");
    }

    @Test
    void layersThatPyTorchDoesNotKnowAreRefused() {
        Custom custom = new Custom() {
            @Override
            public String kind() {
                return "mine";
            }

            @Override
            public Shape outputShape(List<Shape> inputs) {
                return inputs.get(0);
            }
        };
        SearchSpace space = space(Block.sequence("custom", custom));
        assertThatThrownBy(() -> code(space)).hasMessageContaining("PyTorch has no rendering");
    }
}
