package org.osnas.images.detection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.datavec.image.loader.NativeImageLoader;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.osnas.api.spi.Settings;
import org.osnas.api.task.Batch;
import org.osnas.api.task.DataSummary;
import org.osnas.api.task.DataSummary.Count;
import org.osnas.api.task.DataSummary.Finding;
import org.osnas.api.task.DataSummary.Range;
import org.osnas.api.task.DataSummary.Sizes;
import org.osnas.api.task.Dataflow;
import org.osnas.api.task.Dataflow.BatchStream;
import org.osnas.api.task.DataflowProvider;
import org.osnas.api.task.Split;
import org.osnas.api.task.Summarized;
import org.osnas.tasks.detection.Box;
import org.osnas.tasks.detection.BoxAugmentation.Change;
import org.osnas.tasks.detection.BoxLabels;
import org.osnas.tasks.detection.LabelledBox;
import org.osnas.tck.task.DataflowContract;

class BoxDataflowTest {

    @TempDir
    static Path directory;

    @TempDir
    Path folder;

    private static Dataflow open(DataflowProvider provider, Path at, Map<String, Object> more, long seed) {
        Map<String, Object> values = new HashMap<>(Map.of("directory", at.toString(), "size", 64, "prefetch", 0));
        values.putAll(more);
        return provider.create(Settings.of("data.settings", values), 2, seed);
    }

    @Nested
    class VocRules implements DataflowContract {
        @Override
        public Dataflow dataflow(long seed) {
            try {
                Path at = directory.resolve("voc");
                return open(
                        new VocProvider(),
                        Files.exists(at) ? at : BoxFiles.voc(at, 10),
                        Map.of("validation", 0.2, "prefetch", 1),
                        seed);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** All formats give the same batch of the same image: stretched to 64 x 64, boxes with it. */
    @Test
    void everyFormatGivesTheSameBoxes() throws IOException {
        Map<String, Object> coco = Map.of("train", "instances.json", "train-images", "images", "validation", 0.3);
        for (Dataflow data : List.of(
                open(new VocProvider(), BoxFiles.voc(folder.resolve("v"), 8), Map.of("validation", 0.2), 1),
                open(new CocoProvider(), BoxFiles.coco(folder.resolve("c"), 8), coco, 1),
                open(new YoloProvider(), BoxFiles.yolo(folder.resolve("y"), 8), Map.of("validation", 0.2), 1))) {
            assertThat(data.description().names()).containsExactly("blue", "red");
            try (data;
                    Dataflow.BatchStream batches = data.evaluation(Split.TEST);
                    Batch batch = batches.next()) {
                BoxLabels.Image image = BoxLabels.read(batch.labels()).get(0);
                assertThat(image.scale()).isEqualTo(60 * 40 / 4096.0, within(1e-6));
                Box red = image.boxes().stream()
                        .filter(b -> b.category() == 1)
                        .findFirst()
                        .orElseThrow()
                        .box();
                assertThat(red.left()).isEqualTo(10 * 64 / 60.0, within(1e-4));
                assertThat(red.bottom()).isEqualTo(24 * 64 / 40.0, within(1e-4));
                // The middle of the red box, normalised with ImageNet's numbers.
                assertThat(batch.inputs().getDouble(0, 25, 21, 0)).isEqualTo((1 - 0.485) / 0.229, within(1e-3));
                assertThat(batch.inputs().getDouble(0, 25, 21, 2)).isEqualTo(-0.406 / 0.225, within(1e-3));
            }
        }
    }

    private static List<Finding> duplicates(DataSummary summary) {
        return summary.findings().stream()
                .filter(f -> f.kind() == DataSummary.Kind.DUPLICATE)
                .toList();
    }

    @Test
    void theSummaryCountsBoxesAndNamesFilesThatAreInTwoParts() throws IOException {
        BoxFiles.yolo(folder, 8);
        try (Dataflow data = open(new YoloProvider(), folder, Map.of("validation", 0.3), 1)) {
            DataSummary summary = ((Summarized) data).summary();
            assertThat(summary.parts().get(2).examples()).isEqualTo(2);
            assertThat(summary.parts().get(2).classes()).containsExactly(new Count("blue", 2), new Count("red", 2));
            // All of these images are one and the same.
            List<Finding> same = duplicates(summary);
            assertThat(same).hasSize(2);
            assertThat(same.get(1).what()).isEqualTo("test images are training images");
            assertThat(same.get(1).count()).isEqualTo(2);
            assertThat(same.get(1).first().get(0)).contains("images/val/0.png is ");
            assertThat(summary.findings())
                    .anyMatch(f -> f.what().equals("image with nothing to find") && f.count() == 1);
        }
        Files.write(folder.resolve("images/val/0.png"), new byte[] {0}, StandardOpenOption.APPEND);
        try (Dataflow data = open(new YoloProvider(), folder, Map.of("validation", 0.3), 1)) {
            assertThat(duplicates(((Summarized) data).summary()).get(1).count()).isEqualTo(1);
        }
        Path voc = BoxFiles.voc(folder.resolve("voc"), 6);
        try (Dataflow data = open(new VocProvider(), voc, Map.of("validation", 0.2), 1)) {
            assertThat(((Summarized) data).summary().sizes())
                    .contains(new Sizes(new Range(60, 60, 60), new Range(40, 40, 40)));
        }
    }

    @Test
    void stretchingIsThatOfOpenCv() throws IOException {
        Path file = folder.resolve("image.png");
        BoxFiles.image(file);
        ImagePixels pixels = ImagePixels.read(file);
        float[] ours = new float[32 * 48 * 3];
        pixels.write(Change.none(60, 40), 48, 32, ours, 0);
        try (INDArray theirs = new NativeImageLoader(32, 48, 3).asMatrix(file.toFile())) {
            for (int y = 0; y < 32; y++) {
                for (int x = 0; x < 48; x++) {
                    for (int c = 0; c < 3; c++) {
                        assertThat((double) ours[(y * 48 + x) * 3 + c])
                                .isEqualTo(theirs.getDouble(0, 2 - c, y, x), within(1.01));
                    }
                }
            }
        }
    }

    /** Wherever the changed box is, the image is red there, and not around it. */
    @Test
    void augmentedBoxesFollowTheirPixels() throws IOException {
        Map<String, Object> settings = Map.of("validation", 0.2, "colour", 0.0, "size", 96);
        try (Dataflow data = open(new VocProvider(), BoxFiles.voc(folder, 8), settings, 5);
                Dataflow.BatchStream batches = data.training(0)) {
            int mirrored = 0;
            int seen = 0;
            for (int i = 0; i < 12; i++) {
                try (Batch batch = batches.next()) {
                    List<BoxLabels.Image> images = BoxLabels.read(batch.labels());
                    for (int n = 0; n < images.size(); n++) {
                        List<LabelledBox> boxes = images.get(n).boxes();
                        for (LabelledBox box : boxes) {
                            if (box.category() == 1 && box.kind() == LabelledBox.Kind.OBJECT) {
                                assertThat(isRed(batch.inputs(), n, box.box(), 0))
                                        .isTrue();
                                seen++;
                            }
                        }
                        if (boxes.size() == 2) {
                            mirrored += boxes.get(0).box().left()
                                            > boxes.get(1).box().left()
                                    ? 1
                                    : 0;
                        }
                    }
                }
            }
            assertThat(seen).isGreaterThan(10);
            assertThat(mirrored).isBetween(3, 20);
        }
    }

    private static boolean isRed(INDArray inputs, int image, Box box, int margin) {
        for (double y : new double[] {box.top() + 2, box.centerY(), box.bottom() - 2}) {
            for (double x : new double[] {box.left() + 2, box.centerX(), box.right() - 2}) {
                double red = inputs.getDouble(image, (int) y, (int) x, 0) * 0.229 + 0.485;
                double blue = inputs.getDouble(image, (int) y, (int) x, 2) * 0.225 + 0.406;
                if (red < 0.75 || blue > 0.25) {
                    return false;
                }
            }
        }
        return true;
    }

    /** Neither how many threads make batches, nor from where on, changes one. */
    @Test
    void threadsChangeNothing() throws IOException {
        Path files = BoxFiles.voc(folder, 8);
        List<INDArray> alone = fourth(files, Map.of("validation", 0.2, "prefetch", 0), 0);
        assertThat(fourth(files, Map.of("validation", 0.2, "prefetch", 5, "threads", 3), 0))
                .isEqualTo(alone);
        assertThat(fourth(files, Map.of("validation", 0.2, "threads", 2), 3)).isEqualTo(alone);
    }

    /** What is erased is the mean, and nothing else changes. */
    @Test
    void rectanglesAreErasedWithoutOtherChanges() throws IOException {
        Path files = BoxFiles.voc(folder, 8);
        List<INDArray> plain = fourth(files, Map.of("validation", 0.2), 3);
        List<INDArray> erased = fourth(files, Map.of("validation", 0.2, "erasing", 1), 3);
        assertThat(erased.get(1)).isEqualTo(plain.get(1));
        float[] before = plain.get(0).data().asFloat();
        float[] after = erased.get(0).data().asFloat();
        int changed = 0;
        for (int i = 0; i < before.length; i++) {
            assertThat(after[i] == before[i] || after[i] == 0).isTrue();
            changed += after[i] == before[i] ? 0 : 1;
        }
        assertThat((double) changed / before.length).isBetween(0.01, 0.4);
    }

    private static List<INDArray> fourth(Path files, Map<String, Object> settings, long from) {
        try (Dataflow data = open(new VocProvider(), files, settings, 5);
                BatchStream stream = data.training(from)) {
            for (long step = from; step < 3; step++) {
                stream.next().close();
            }
            try (Batch batch = stream.next()) {
                return List.of(batch.inputs().dup(), batch.labels().dup());
            }
        }
    }

    @Test
    void filesThatDoNotFitAreNamed() throws IOException {
        BoxFiles.yolo(folder, 8);
        Files.writeString(folder.resolve("images/val/0.png"), "no image");
        assertThatThrownBy(() -> open(new YoloProvider(), folder, Map.of("validation", 0.2), 1))
                .hasMessageContaining("0.png is none of the image formats that can be read")
                .hasMessageContaining("set 'broken' to 'skip'");
        try (Dataflow data = open(new YoloProvider(), folder, Map.of("validation", 0.2, "broken", "skip"), 1)) {
            assertThat(data.size(Split.TEST)).isEqualTo(1);
            assertThat(((Summarized) data).summary().findings())
                    .anyMatch(f -> f.kind() == DataSummary.Kind.BROKEN
                            && f.count() == 1
                            && f.first().get(0).contains("0.png is none"));
        }
        Path voc = BoxFiles.voc(folder.resolve("voc"), 6);
        for (int i = 0; i < 6; i++) {
            Path xml = voc.resolve("Annotations/" + i + ".xml");
            Files.writeString(xml, Files.readString(xml).replace("<width>60", "<width>61"));
        }
        assertThatThrownBy(() -> open(new VocProvider(), voc, Map.of("validation", 0.2), 1))
                .hasMessageContaining(".png is 60 x 40 pixels, but its annotation says 61 x 40");
        assertThatThrownBy(() -> open(new VocProvider(), voc, Map.of("size", 100), 1))
                .hasMessageContaining("size must be a multiple of 32");
        assertThatThrownBy(() -> open(new CocoProvider(), folder, Map.of(), 1))
                .hasMessageContaining("needs the setting 'train'");
    }
}
