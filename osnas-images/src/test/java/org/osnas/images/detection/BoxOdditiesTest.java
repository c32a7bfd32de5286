package org.osnas.images.detection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.osnas.api.spi.BadInputException;
import org.osnas.api.spi.Settings;
import org.osnas.api.task.DataSummary;
import org.osnas.api.task.DataSummary.Finding;
import org.osnas.api.task.DataSummary.Kind;
import org.osnas.api.task.Dataflow;
import org.osnas.api.task.Summarized;
import org.osnas.tasks.detection.Box;
import org.osnas.tasks.detection.LabelledBox;

/** Boxes as they are found in data sets: what is kept, what is left out, and that both are counted. */
class BoxOdditiesTest {

    @TempDir
    Path directory;

    private static LabelledBox.Kind object() {
        return LabelledBox.Kind.OBJECT;
    }

    private AnnotatedSet voc(String objects) throws IOException {
        BoxFiles.voc(directory, 2);
        Files.writeString(directory.resolve("Annotations/1.xml"), BoxFiles.vocXml("1.png", objects));
        return new VocFolder(directory, "train", "val").read();
    }

    private static String vocObject(String corners, String more) {
        String[] c = corners.split(" ");
        return "<object><name>red</name>%s<bndbox><xmin>%s</xmin><ymin>%s</ymin><xmax>%s</xmax><ymax>%s</ymax></bndbox></object>"
                .formatted(more, c[0], c[1], c[2], c[3]);
    }

    /** On an image of 60 x 40; a box of VOC counts pixels from 1, the last one included. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "none",
            value = {
                "10.5 8.25 30.75 24.5 | 9.5 7.25 21.25 17.25 | none | none",
                "0 0 30 24 | 0 0 30 24 | NOTE | box that reaches beyond its image, cut off at the edge",
                "50 30 80 90 | 49 29 11 11 | NOTE | box that reaches beyond its image, cut off at the edge",
                "30 24 11 9 | 10 8 20 16 | NOTE | box with exchanged corners, turned round",
                "5 5 5 5 | 4 4 1 1 | none | none",
                "61 41 70 50 | none | DROPPED | box outside of its image",
                "-9 -9 0 0 | none | DROPPED | box outside of its image",
                "5.5 5 4.75 9 | 3.75 4 1.75 5 | NOTE | box with exchanged corners, turned round",
            })
    void boxesOfVocAreCutAndCounted(String corners, String box, Kind kind, String what) throws IOException {
        AnnotatedSet set = voc(vocObject(corners, ""));
        List<LabelledBox> boxes = set.train().get(1).boxes();
        if (box == null) {
            assertThat(boxes).isEmpty();
        } else {
            String[] b = box.split(" ");
            Box expected = new Box(number(b[0]), number(b[1]), number(b[2]), number(b[3]));
            assertThat(boxes).containsExactly(new LabelledBox(1, expected, expected.area(), object()));
        }
        List<Finding> findings = set.findings().stream()
                .filter(finding -> !finding.what().contains("difficult"))
                .toList();
        if (kind == null) {
            assertThat(findings).isEmpty();
        } else {
            Path file = directory.resolve("Annotations/1.xml");
            assertThat(findings).containsExactly(new Finding(kind, what, 1, List.of(file + ", line 4")));
        }
    }

    private static double number(String text) {
        return Double.parseDouble(text);
    }

    @Test
    void vocMayLackTheSizeAndMarkObjects() throws IOException {
        BoxFiles.voc(directory, 2);
        String sizeless = BoxFiles.vocXml(
                        "1.png", vocObject("11 9 30 24", "<truncated>1</truncated><difficult>true</difficult>"))
                .replaceAll("<size>.*</size>", "");
        Files.write(
                directory.resolve("Annotations/1.xml"), ("\uFEFF" + sizeless.strip()).getBytes(StandardCharsets.UTF_8));
        AnnotatedSet set = new VocFolder(directory, "train", "val").read();
        AnnotatedImage image = set.train().get(1);
        assertThat(image.width()).isEqualTo(60);
        assertThat(image.height()).isEqualTo(40);
        assertThat(image.boxes()).extracting(LabelledBox::kind).containsExactly(LabelledBox.Kind.IGNORED);
        assertThat(set.findings())
                .extracting(Finding::what)
                .containsExactly(
                        "annotation without the size of its image, which was taken from the image",
                        "object marked difficult, which neither counts nor is missed");
        Files.writeString(
                directory.resolve("Annotations/1.xml"),
                sizeless.replace("</filename>", "</filename><size><width>0</width><height>0</height></size>"));
        assertThat(new VocFolder(directory, "train", "val")
                        .read()
                        .train()
                        .get(1)
                        .width())
                .isEqualTo(60);
        assertThat(voc(vocObject("11 9 30 24", "<truncated>1</truncated>"))
                        .train()
                        .get(1)
                        .boxes())
                .extracting(LabelledBox::kind)
                .containsExactly(object());
        assertThatThrownBy(() -> voc(vocObject("1 1 NaN 9", "")))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("line 4: annotation/object/bndbox/xmax is 'NaN', not a finite number");
    }

    @Test
    void cocoKeepsWhatHasAnImageAndCountsTheRest() throws IOException {
        BoxFiles.coco(directory, 3);
        Files.writeString(
                directory.resolve("instances.json"),
                """
                {"images": [
                 {"id": 900719925474099301, "file_name": "0.png", "width": 60, "height": 40},
                 {"id": 900719925474099302, "file_name": "1.png", "width": 60, "height": 40},
                 {"id": 5, "file_name": "2.png", "width": 60, "height": 40}],
                 "annotations": [
                 {"image_id": 900719925474099301, "category_id": 90, "bbox": [10.5, 8, 20, 16], "iscrowd": 1,
                  "segmentation": {"counts": [272, 2, 4], "size": [60, 40]}},
                 {"image_id": 900719925474099302, "category_id": 1, "bbox": [50, 30, 20, 20], "iscrowd": false,
                  "segmentation": {"counts": "abc", "size": [60, 40]}},
                 {"image_id": 900719925474099302, "category_id": 1, "bbox": [5, 5, -3, 4]},
                 {"image_id": 900719925474099302, "category_id": 1, "bbox": [5, 5, 0, 4]},
                 {"image_id": 900719925474099302, "category_id": 1, "bbox": [70, 5, 3, 4]},
                 {"image_id": 77, "category_id": 1, "bbox": [1, 1, 3, 4]}],
                 "categories": [{"id": 90, "name": "toothbrush"}, {"id": 1, "name": "person"}]}
                """);
        Settings settings = Settings.of(
                "data",
                Map.of(
                        "directory",
                        directory.toString(),
                        "train",
                        "instances.json",
                        "train-images",
                        "images",
                        "size",
                        32,
                        "validation",
                        0.34,
                        "test",
                        0.34));
        try (Dataflow data = new CocoProvider().create(settings, 1, 1)) {
            assertThat(data.description().names()).containsExactly("person", "toothbrush");
            DataSummary summary = ((Summarized) data).summary();
            assertThat(summary.parts().stream()
                            .flatMap(part -> part.classes().stream())
                            .mapToLong(DataSummary.Count::count)
                            .sum())
                    .isEqualTo(2);
            assertThat(summary.findings())
                    .extracting(Finding::kind, Finding::what, Finding::count)
                    .contains(
                            tuple(Kind.DROPPED, "boxes of no area", 2L),
                            tuple(Kind.DROPPED, "box outside of its image", 1L),
                            tuple(Kind.DROPPED, "annotation of an image that is not listed", 1L),
                            tuple(Kind.NOTE, "crowd, within which any detection is neither right nor wrong", 1L),
                            tuple(Kind.NOTE, "box that reaches beyond its image, cut off at the edge", 1L));
        }
        Files.delete(directory.resolve("images/1.png"));
        assertThatThrownBy(() -> new CocoProvider().create(settings, 1, 1))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("1 image of ")
                .hasMessageContaining("is not there: " + directory.resolve("images/1.png"));
    }

    @Test
    void yoloIsReadAsToolsOfWindowsWriteIt() throws IOException {
        BoxFiles.yolo(directory, 3);
        Files.write(directory.resolve("classes.txt"), "\uFEFFblue\r\nred\r\n".getBytes(StandardCharsets.UTF_16LE));
        Files.writeString(
                directory.resolve("labels/train/2.txt"),
                "1 0.5 0.5 0.25 0.5\r\n1 0.5 0.5 0.25 0.5\r\n0 1.0 0.5 0.5 0.5\r\n0 0.5 0.5 0 0.1\r\n0 1.5 0.5 0.1 0.1\r\n");
        AnnotatedSet set = new YoloFolder(directory).read();
        assertThat(set.names()).containsExactly("blue", "red");
        AnnotatedImage image = set.train().stream()
                .filter(one -> one.file().endsWith("2.png"))
                .findFirst()
                .orElseThrow();
        assertThat(image.boxes())
                .extracting(LabelledBox::box)
                .containsExactly(new Box(0.375, 0.25, 0.25, 0.5), new Box(0.75, 0.25, 0.25, 0.5));
        assertThat(set.findings())
                .extracting(Finding::kind, Finding::what, Finding::count)
                .containsExactly(
                        tuple(Kind.DROPPED, "box that stands twice", 1L),
                        tuple(Kind.DROPPED, "box of no area", 1L),
                        tuple(Kind.DROPPED, "box outside of its image", 1L),
                        tuple(Kind.NOTE, "box that reaches beyond its image, cut off at the edge", 1L),
                        tuple(Kind.NOTE, "image without a file of labels, taken as an image with nothing to find", 1L));
    }
}
