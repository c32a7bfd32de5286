package org.osnas.tasks.augment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.osnas.api.space.Shape;
import org.osnas.api.spi.BadInputException;
import org.osnas.api.spi.Settings;
import org.osnas.api.task.Batch;
import org.osnas.api.task.Dataflow;
import org.osnas.api.task.Dataflow.BatchStream;
import org.osnas.api.task.DataflowProvider;
import org.osnas.api.task.Split;
import org.osnas.tasks.dataflow.ArrayDataflow;
import org.osnas.tasks.dataflow.Augmentation;
import org.osnas.tasks.dataflow.FashionMnistIdentitiesProvider;
import org.osnas.tasks.dataflow.FashionMnistSubsetProvider;

/** Settings of data sets reach their training batches, and only these. */
class AugmentedDataTest {

    private static Dataflow data(DataflowProvider provider, Map<String, Object> settings) {
        Map<String, Object> all = new HashMap<>(settings);
        all.put("limit", 200);
        all.put("test-limit", 20);
        return provider.create(Settings.of("data.settings", all), 16, 1);
    }

    private static Dataflow data(Map<String, Object> settings) {
        return data(new FashionMnistSubsetProvider(), settings);
    }

    private static Batch first(BatchStream stream) {
        try (stream) {
            return stream.next();
        }
    }

    private static final Map<String, Map<String, Object>> ALL = Map.of(
            "resized-crop", Map.of("resized-crop", 0.2),
            "colour", Map.of("colour", 0.4),
            "rand-augment", Map.of("rand-augment", 2),
            "erasing", Map.of("erasing", 1),
            "mixup", Map.of("mixup", 1),
            "cutmix", Map.of("cutmix", 1));

    @ParameterizedTest
    @ValueSource(strings = {"resized-crop", "colour", "rand-augment", "erasing", "mixup", "cutmix"})
    void trainingImagesChangeByTheirStepAlone(String name) {
        Dataflow plain = data(Map.of());
        Dataflow changed = data(ALL.get(name));
        assertThat(first(changed.evaluation(Split.VALIDATION)).inputs())
                .isEqualTo(first(plain.evaluation(Split.VALIDATION)).inputs());
        assertThat(first(changed.training(0)).inputs())
                .isNotEqualTo(first(plain.training(0)).inputs());
        try (BatchStream stream = changed.training(0)) {
            stream.next();
            stream.next();
            Batch third = stream.next();
            assertThat(first(changed.training(2)).inputs()).isEqualTo(third.inputs());
            assertThat(first(changed.training(2)).labels()).isEqualTo(third.labels());
        }
    }

    /** What else happens to images leaves the drawn shifts and mirrors alone. */
    @Test
    void aChangeWithoutStrengthGivesTheSameBatch() {
        assertThat(first(data(Map.of("rand-augment", 0, "magnitude", 3)).training(1))
                        .inputs())
                .isEqualTo(first(data(Map.of()).training(1)).inputs());
        Batch erased = first(data(Map.of("erasing", 1)).training(1));
        Batch plain = first(data(Map.of()).training(1));
        int same = 0;
        for (int i = 0; i < 784; i++) {
            float value = erased.inputs().getFloat(0, i / 28, i % 28, 0);
            boolean equal = value == plain.inputs().getFloat(0, i / 28, i % 28, 0);
            assertThat(equal || value == 0).isTrue();
            same += equal ? 1 : 0;
        }
        assertThat(same).isBetween(400, 783);
    }

    @Test
    void mixedLabelsAreShares() {
        Batch batch = first(data(Map.of("mixup", 1)).training(0));
        assertThat(batch.labels().sum(1).data().asFloat()).containsOnly(new float[] {1f}, within(1e-5f));
        assertThat(batch.labels().max(1).minNumber().doubleValue()).isLessThan(1);
    }

    @Test
    void theMiddleOfImagesIsCutOut() {
        Map<String, Object> crop = Map.of("centre-crop", 24, "augment", false);
        Dataflow cut = data(crop);
        assertThat(cut.input()).isEqualTo(new Shape(24, 24, 1));
        assertThat(cut.description().image()).isEqualTo(new Shape(28, 28, 1));
        Batch whole = first(data(Map.of("augment", false)).evaluation(Split.TEST));
        Batch part = first(cut.evaluation(Split.TEST));
        assertThat(part.inputs().getFloat(3, 0, 0, 0)).isEqualTo(whole.inputs().getFloat(3, 2, 2, 0));
        assertThat(part.inputs().getFloat(3, 23, 11, 0))
                .isEqualTo(whole.inputs().getFloat(3, 25, 13, 0));
        assertThatThrownBy(() -> data(Map.of("centre-crop", 29))).hasMessageContaining("use at most 28");
    }

    @Test
    void whatMakesNoSenseIsRefused() {
        assertThatThrownBy(() -> data(new FashionMnistIdentitiesProvider(), Map.of("mixup", 1)))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("classes only");
        assertThat(first(data(new FashionMnistIdentitiesProvider(), Map.of("erasing", 1, "colour", 0.3))
                                .training(0))
                        .size())
                .isEqualTo(16);
        float[][] values = new float[60][4];
        int[] classes = new int[60];
        for (int i = 0; i < 60; i++) {
            values[i][0] = i;
            classes[i] = i % 3;
        }
        Augmentation colours = new Augmentation(
                0, false, 0, java.util.List.of(new ColourJitter(0.1, 0, 0, 0)), RandomErasing.NONE, Mixing.NONE);
        assertThatThrownBy(() -> ArrayDataflow.of(new Shape(2, 2, 1), values, classes)
                        .augment(colours)
                        .batch(4)
                        .open())
                .hasMessageContaining("other numbers");
    }
}
