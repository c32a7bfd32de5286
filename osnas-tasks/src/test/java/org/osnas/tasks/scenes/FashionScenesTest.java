package org.osnas.tasks.scenes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.osnas.api.random.Seeds;
import org.osnas.api.space.Shape;
import org.osnas.api.spi.Settings;
import org.osnas.api.task.Batch;
import org.osnas.api.task.Dataflow;
import org.osnas.api.task.Divisible;
import org.osnas.api.task.LabelKind;
import org.osnas.api.task.Split;
import org.osnas.tasks.data.ImageSet;
import org.osnas.tasks.detection.Box;
import org.osnas.tasks.detection.BoxLabels;
import org.osnas.tasks.detection.LabelledBox;

class FashionScenesTest {

    /** One item image: a bright rectangle of 10 x 16 in 28 x 28. */
    private static ImageSet items() {
        byte[] pixels = new byte[28 * 28];
        for (int y = 6; y < 22; y++) {
            Arrays.fill(pixels, y * 28 + 9, y * 28 + 19, (byte) 255);
        }
        return new ImageSet(new Shape(28, 28, 1), List.of("a"), new byte[][] {pixels}, new int[] {0});
    }

    private static SceneSettings plain(int items) {
        return new SceneSettings(64, items, 0.4, 0.8, 0, 0.2, 100, 10, 10, 0);
    }

    @Test
    void aBoxHoldsJustTheItem() {
        SceneComposer composer = new SceneComposer(items(), plain(1));
        SceneComposer empty = new SceneComposer(items(), plain(1));
        for (int i = 0; i < 20; i++) {
            Scene scene = composer.compose(Seeds.generator(1, "scene", i));
            assertThat(empty.compose(Seeds.generator(1, "scene", i)).pixels()).isEqualTo(scene.pixels());
            Box box = scene.boxes().get(0).box();
            // 10 of 16 in the image, so in every size of it, but for a pixel.
            assertThat(box.width() / box.height()).isBetween(9.0 / 17 - 0.05, 11.0 / 15 + 0.05);
            assertThat(box.left()).isGreaterThanOrEqualTo(0);
            assertThat(box.right()).isLessThanOrEqualTo(64);
            assertThat(contrast(scene.pixels(), box)).isGreaterThan(3);
        }
    }

    /** How much more colours differ from column to column at the sides of a box than elsewhere. */
    private static double contrast(float[] pixels, Box box) {
        int row = (int) box.centerY();
        double edge = 0;
        double rest = 0;
        for (int x = 1; x < 64; x++) {
            double step = 0;
            for (int c = 0; c < 3; c++) {
                step += Math.abs(pixels[(row * 64 + x) * 3 + c] - pixels[(row * 64 + x - 1) * 3 + c]);
            }
            boolean side = Math.abs(x - box.left()) <= 1 || Math.abs(x - box.right()) <= 1;
            edge = Math.max(edge, side ? step : 0);
            rest += side ? 0 : step / 60;
        }
        return edge / rest;
    }

    @Test
    void itemsAreOneToManyAndHideLittleOfEachOther() {
        SceneSettings settings = plain(5);
        SceneComposer composer = new SceneComposer(items(), settings);
        int[] counts = new int[6];
        for (int i = 0; i < 200; i++) {
            List<LabelledBox> boxes =
                    composer.compose(Seeds.generator(2, "scene", i)).boxes();
            counts[boxes.size()]++;
            for (LabelledBox one : boxes) {
                assertThat(boxes.stream().filter(b -> b != one))
                        .allMatch(b -> one.box().intersection(b.box())
                                <= 0.2 * Math.min(one.box().area(), b.box().area()) + 1e-9);
            }
        }
        assertThat(counts[0]).isZero();
        assertThat(Arrays.stream(counts, 1, 5)).allMatch(count -> count > 5);
    }

    @Test
    void splitsAreTheSameForEverySeedAndShareNothing() {
        try (Dataflow one = open(1, Map.of());
                Dataflow other = open(2, Map.of())) {
            assertThat(one.description().labels()).isEqualTo(LabelKind.BOXES);
            assertThat(one.description().names()).hasSize(10).contains("Trouser");
            for (Split split : List.of(Split.VALIDATION, Split.TEST)) {
                assertThat(first(one.evaluation(split))).isEqualTo(first(other.evaluation(split)));
            }
            assertThat(first(one.evaluation(Split.VALIDATION))).isNotEqualTo(first(one.evaluation(Split.TEST)));
            assertThat(first(one.training(0))).isNotEqualTo(first(one.calibration(1)));
        }
    }

    @Test
    void everyLabelledScaleIsThere() {
        try (Dataflow data = open(1, Map.of("size", 96));
                Dataflow.BatchStream batches = data.training(0)) {
            int small = 0;
            int medium = 0;
            for (int i = 0; i < 10; i++) {
                try (Batch batch = batches.next()) {
                    for (BoxLabels.Image image : BoxLabels.read(batch.labels())) {
                        assertThat(image.boxes()).isNotEmpty().hasSizeLessThanOrEqualTo(5);
                        small += (int) image.boxes().stream()
                                .filter(b -> b.area() < 1024)
                                .count();
                        medium += (int) image.boxes().stream()
                                .filter(b -> b.area() > 1024)
                                .count();
                    }
                }
            }
            assertThat(small).isGreaterThan(20);
            assertThat(medium).isGreaterThan(20);
        }
    }

    @Test
    void theHeldOutPartHasScenesOfItsOwn() {
        try (Dataflow data = open(1, Map.of())) {
            Divisible.Divided parts = ((Divisible) data).divide(0.25);
            assertThat(parts.training().size(Split.TRAIN)).isEqualTo(30);
            assertThat(parts.heldOut().size(Split.TRAIN)).isEqualTo(10);
            assertThat(first(parts.training().training(0)))
                    .isNotEqualTo(first(parts.heldOut().training(0)));
            assertThat(first(parts.heldOut().evaluation(Split.TEST))).isEqualTo(first(data.evaluation(Split.TEST)));
            assertThatThrownBy(() -> ((Divisible) data).divide(0.05))
                    .hasMessageContaining("A batch of 8 scenes is larger than the 2 scenes");
        }
    }

    private static Dataflow open(long seed, Map<String, Object> more) {
        Map<String, Object> values =
                new java.util.HashMap<>(Map.of("size", 40, "scenes", 40, "validation", 9, "test", 9, "prefetch", 0));
        values.putAll(more);
        return new FashionScenesProvider().create(Settings.of("data.settings", values), 8, seed);
    }

    private static List<Integer> first(Dataflow.BatchStream stream) {
        try (stream;
                Batch batch = stream.next()) {
            return List.of(
                    Arrays.hashCode(batch.inputs().data().asFloat()),
                    Arrays.hashCode(batch.labels().data().asFloat()));
        }
    }
}
