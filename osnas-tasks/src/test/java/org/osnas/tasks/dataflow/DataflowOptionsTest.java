package org.osnas.tasks.dataflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.osnas.tasks.dataflow.NumberedImages.data;
import static org.osnas.tasks.dataflow.NumberedImages.features;
import static org.osnas.tasks.dataflow.NumberedImages.flow;
import static org.osnas.tasks.dataflow.NumberedImages.ids;
import static org.osnas.tasks.dataflow.NumberedImages.images;
import static org.osnas.tasks.dataflow.NumberedImages.with;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.osnas.api.space.Shape;
import org.osnas.api.spi.BadInputException;
import org.osnas.api.spi.Settings;
import org.osnas.api.task.Batch;
import org.osnas.api.task.DataDescription;
import org.osnas.api.task.Dataflow.BatchStream;
import org.osnas.api.task.Divisible;
import org.osnas.api.task.Pixels;
import org.osnas.api.task.Split;
import org.osnas.tasks.data.ImageData;
import org.osnas.tasks.data.ImageSet;

/** Data sets of images, as their settings divide and prepare them. */
class DataflowOptionsTest {

    @Test
    void imagesOfCifarArePaddedByFourUnlessTheSettingsSayOtherwise() {
        DataflowOptions.Defaults cifar = DataflowOptions.Defaults.CIFAR;
        assertThat(DataflowOptions.read(Settings.empty(), cifar).augmentation())
                .isEqualTo(new Augmentation(4, true, 0));
        assertThat(DataflowOptions.read(Settings.of("data", Map.of("pad", 1)), cifar)
                        .augmentation()
                        .pad())
                .isEqualTo(1);
    }

    /** Whoever has the image and the description alone gets what the network was trained with. */
    @Test
    void theDescriptionIsAllThatAnImageNeeds() {
        byte[][] pixels = {{0, 50, -1, 7}, {-56, 3, 9, 100}, {1, 2, 3, 4}, {90, 80, 70, 60}};
        ImageSet images = new ImageSet(new Shape(2, 2, 1), List.of("dark", "light"), pixels, new int[] {0, 1, 0, 1});
        Settings settings = Settings.of("data", Map.of("validation", 2, "channels", 3, "size", 5));
        Divisible flow = DataflowOptions.read(settings, new DataflowOptions.Defaults(2, false))
                .open(new ImageData(images, images), 2, 1);
        DataDescription data = flow.description();
        assertThat(data.image()).isEqualTo(new Shape(2, 2, 1));
        assertThat(data.pixels()).isEqualTo(Pixels.GREY);
        assertThat(data.names()).containsExactly("dark", "light");
        float[] expected = new float[5 * 5 * 3];
        double mean = data.normalization().mean().get(0);
        double std = data.normalization().std().get(0);
        for (int i = 0; i < expected.length; i++) {
            int y = i / 15 - 1;
            int x = i / 3 % 5 - 1;
            int value = y < 0 || y > 1 || x < 0 || x > 1 ? 0 : pixels[0][2 * y + x] & 0xff;
            expected[i] = (float) ((value / (double) data.pixels().unit() - mean) / std);
        }
        float[] batch = features(flow.evaluation(Split.TEST), 1).get(0);
        assertThat(Arrays.copyOf(batch, expected.length)).containsExactly(expected);
    }

    @Test
    void batchesAreFloatsChannelsLastAndOneHot() {
        Divisible flow = flow(30, with("validation", 6, "channels", 3, "size", 5));
        assertThat(flow.input()).isEqualTo(new Shape(5, 5, 3));
        assertThat(flow.classes()).isEqualTo(3);
        try (BatchStream stream = flow.training(0);
                Batch batch = stream.next()) {
            assertThat(batch.inputs().shape()).containsExactly(4, 5, 5, 3);
            assertThat(batch.inputs().ordering()).isEqualTo('c');
            assertThat(batch.inputs().dataType()).isEqualTo(DataType.FLOAT);
            assertThat(batch.labels().dataType()).isEqualTo(DataType.FLOAT);
            float[] values = batch.inputs().data().asFloat();
            float[] labels = batch.labels().data().asFloat();
            for (int i = 0; i < 4; i++) {
                // 3x2 images in 5x5: one row above, one column before.
                int at = ((i * 5 + 1) * 5 + 1) * 3;
                int id = Math.round(values[at] * 255);
                assertThat(values[at + 1]).isEqualTo(values[at]);
                assertThat(values[at + 2]).isEqualTo(values[at]);
                assertThat(values[i * 75]).isZero();
                float[] oneHot = new float[3];
                oneHot[id % 3] = 1;
                assertThat(Arrays.copyOfRange(labels, i * 3, i * 3 + 3)).isEqualTo(oneHot);
            }
        }
    }

    @Test
    void normalisesWithTheStatisticsOfTheTrainingImages() {
        Divisible flow = flow(30, Map.of("validation", 6, "augment", false));
        double sum = 0;
        double squares = 0;
        int count = 0;
        for (float[] values : features(flow.evaluation(Split.TRAIN), 6)) {
            for (float v : values) {
                sum += v;
                squares += v * (double) v;
                count++;
            }
        }
        assertThat(sum / count).isCloseTo(0, org.assertj.core.data.Offset.offset(1e-6));
        assertThat(squares / count).isCloseTo(1, org.assertj.core.data.Offset.offset(1e-6));
    }

    @Test
    void limitsKeepTheBalance() {
        Divisible flow = flow(30, with("validation", 6, "limit", 9, "test-limit", 3));
        assertThat(flow.size(Split.TRAIN)).isEqualTo(9);
        assertThat(flow.size(Split.TEST)).isEqualTo(3);
        assertThat(ids(flow.evaluation(Split.TRAIN)).stream().map(i -> i % 3).distinct())
                .hasSize(3);
        assertThat(ids(flow.evaluation(Split.VALIDATION)))
                .isEqualTo(ids(flow(30, with("validation", 6)).evaluation(Split.VALIDATION)));
    }

    @Test
    void refusesWhatCannotBe() {
        refused(Map.of("validation", 30), "validation is 30.0", "30 training images");
        refused(Map.of("validation", 0), "validation must be a share");
        refused(Map.of("validation", 2.5), "validation must be a share");
        refused(Map.of("limit", 3), "batch of 4 examples is larger than the 3 training examples");
        refused(Map.of("size", 2), "size 2 is smaller than the images (3x2x1)", "at least 3");
        refused(Map.of("mean", List.of(0.5)), "mean and std must be given together");
        refused(Map.of("mean", List.of(0, 0), "std", List.of(1, 1)), "mean has 2 values", "1 channel;");
        refused(Map.of("mean", List.of(0, 0), "std", List.of(1)), "a value for every channel");
        refused(Map.of("mean", List.of(0), "std", List.of(0)), "std positive");
        refused(Map.of("prefetch", -1), "data.prefetch", "from 0 to 64");
        assertThatThrownBy(() -> flow(30, Map.of()).training(-1)).isInstanceOf(BadInputException.class);
    }

    private static void refused(Map<String, Object> settings, String... parts) {
        assertThatThrownBy(() -> flow(30, settings))
                .isInstanceOf(BadInputException.class)
                .hasMessageContainingAll(parts);
    }
}
