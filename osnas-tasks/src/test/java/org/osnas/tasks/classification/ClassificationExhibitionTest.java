package org.osnas.tasks.classification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.osnas.api.task.Batch;
import org.osnas.api.task.Exhibit;
import org.osnas.api.task.Exhibiting.Exhibition;
import org.osnas.api.task.Outputs;
import org.osnas.engine.criterion.CriterionPlans;
import org.osnas.tasks.criterion.CrossEntropy;

class ClassificationExhibitionTest {

    private final ClassificationAgent agent =
            new ClassificationAgent(new CriterionPlans().compile(new CrossEntropy(0)), 2);

    /** Images of one value each; of class 0 but the last. */
    private static Batch batch(float... values) {
        INDArray labels = Nd4j.zeros(values.length, 3);
        for (int i = 0; i < values.length; i++) {
            labels.putScalar(i, i == values.length - 1 ? 1 : 0, 1);
        }
        return new Batch(Nd4j.createFromArray(values).reshape(values.length, 1, 1, 1), labels);
    }

    private static Outputs logits(float[]... rows) {
        return Outputs.of("logits", Nd4j.createFromArray(rows));
    }

    @Test
    void countsWhatIsTakenForWhatAndShowsTheWorstFirst() {
        Exhibition exhibition = agent.exhibition();
        exhibition.add(
                logits(new float[] {0, 1, 0}, new float[] {5, 0, 0}, new float[] {0, 0, 9}, new float[] {0, 3, 0}),
                batch(1, 2, 3, 4));
        exhibition.add(logits(new float[] {0, 4, 0}, new float[] {2, 1, 0}), batch(5, 6));

        List<Exhibit> exhibits = exhibition.exhibits();
        assertThat(((Exhibit.Matrix) exhibits.get(0)).counts())
                .isDeepEqualTo(new int[][] {{1, 2, 1}, {1, 1, 0}, {0, 0, 0}});
        List<Exhibit.Mistake> mistakes = ((Exhibit.Mistakes) exhibits.get(1)).mistakes();
        assertThat(mistakes).extracting(m -> m.input()[0]).containsExactly(3f, 5f, 1f, 6f);
        assertThat(mistakes).extracting(Exhibit.Mistake::truth).containsExactly(0, 0, 0, 1);
        assertThat(mistakes).extracting(Exhibit.Mistake::guess).containsExactly(2, 1, 1, 0);
        assertThat(mistakes.get(3).probability()).isCloseTo(1 / (1 + Math.exp(-1) + Math.exp(-2)), within(1e-6));
        assertThat(exhibition.score()).isEqualTo(2 / 6.0);
    }

    @Test
    void keepsTheWorstOfMany() {
        Exhibition exhibition = agent.exhibition();
        for (int i = 0; i < 40; i++) {
            // The guess is surer with each batch but the last.
            exhibition.add(logits(new float[] {0, i == 39 ? 0.5f : i, 0}, new float[] {0, 1, 0}), batch(i, 100));
        }
        assertThat(((Exhibit.Mistakes) exhibition.exhibits().get(1)).mistakes())
                .extracting(m -> m.input()[0])
                .containsExactly(38f, 37f, 36f, 35f, 34f, 33f, 32f, 31f, 30f, 29f, 28f, 27f);
    }

    @Test
    void showsNoMatrixThatNobodyCouldRead() {
        Exhibition exhibition = agent.exhibition();
        INDArray labels = Nd4j.zeros(1, 60);
        labels.putScalar(0, 7, 1);
        exhibition.add(Outputs.of("logits", labels.dup()), new Batch(Nd4j.zeros(1, 1, 1, 1), labels));
        assertThat(exhibition.exhibits()).hasSize(1).first().isInstanceOf(Exhibit.Mistakes.class);
    }
}
