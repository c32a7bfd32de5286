package org.osnas.api.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.osnas.api.space.Architecture;
import org.osnas.api.spi.BadInputException;

class PathChoiceTest {

    @Test
    void weightsAreCopied() {
        double[][] weights = {{0.5, 0, -0.5}, {1}};
        PathChoice.Weighted mixture = new PathChoice.Weighted(weights);
        weights[0][0] = 9;
        assertThat(mixture.weight(0, 0)).isEqualTo(0.5);
        assertThat(mixture.depth()).isEqualTo(2);
        assertThat(mixture.size(0)).isEqualTo(3);
        assertThat(mixture.active(0)).isEqualTo(2);
        assertThat(mixture.active(1)).isEqualTo(1);
        assertThat(mixture).hasToString("Weighted[[0.5, 0.0, -0.5], [1.0]]");
    }

    @Test
    void impossibleMixturesAreRefused() {
        assertThatThrownBy(() -> new PathChoice.Weighted(new double[][] {{1}, {0, 0}}))
                .isInstanceOf(BadInputException.class)
                .hasMessage("all mixture weights of layer 1 are zero");
        assertThatThrownBy(() -> new PathChoice.Weighted(new double[][] {{1, Double.NaN}}))
                .hasMessage("mixture weight of layer 0 is not a number: NaN");
        assertThatThrownBy(() -> new PathChoice.Weighted(new double[][] {{}}))
                .hasMessage("all mixture weights of layer 0 are zero");
    }

    @Test
    void singlePathsAreValues() {
        PathChoice path = PathChoice.of(Architecture.of(1, 2));
        assertThat(path).isEqualTo(new PathChoice.Single(Architecture.of(1, 2)));
        assertThatThrownBy(() -> PathChoice.of(null)).isInstanceOf(NullPointerException.class);
        assertThat(TrainingStep.of(path, path).passes()).containsExactly(Pass.of(path), Pass.of(path));
    }

    @Test
    void aStepNeedsAPass() {
        assertThatThrownBy(() -> new TrainingStep(List.of()))
                .isInstanceOf(BadInputException.class)
                .hasMessage("a training step needs at least one pass");
    }

    @Test
    void studentsComeAfterTheirTeacher() {
        PathChoice path = PathChoice.of(Architecture.of(1, 2));
        Pass student = new Pass(path, new Target.SoftLabels(0, new Divergence.KullbackLeibler()));
        assertThat(new TrainingStep(List.of(Pass.of(path), student)).distils()).isTrue();
        assertThat(TrainingStep.of(path).distils()).isFalse();
        assertThatThrownBy(() -> new TrainingStep(List.of(student, Pass.of(path))))
                .isInstanceOf(BadInputException.class)
                .hasMessage("pass 0 of a training step learns from pass 0, which does not come before it");
    }

    @Test
    void watchedBlocksRunWithWeightZero() {
        PathChoice.Weighted mixture = new PathChoice.Weighted(
                new double[][] {{1, 0, 0}, {1}}, new boolean[][] {{false, true, false}, {false}});
        assertThat(mixture.runs(0, 0)).isTrue();
        assertThat(mixture.runs(0, 1)).isTrue();
        assertThat(mixture.runs(0, 2)).isFalse();
        assertThat(mixture.active(0)).isEqualTo(2);
        assertThat(mixture).hasToString("Weighted[[1.0, 0.0, 0.0], [1.0]] watching [[false, true, false], [false]]");
        assertThatThrownBy(() -> new PathChoice.Weighted(new double[][] {{1, 0}}, new boolean[][] {{true}}))
                .hasMessage("layer 0 of a mixture has 2 weights, but watches blocks among 1");
    }
}
