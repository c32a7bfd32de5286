package org.osnas.images.detection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.osnas.api.spi.BadInputException;
import org.osnas.api.spi.Settings;
import org.osnas.api.task.DataSummary.Finding;
import org.osnas.api.task.DataSummary.Kind;
import org.osnas.images.internal.SampleFiles;
import org.osnas.tasks.detection.Box;
import org.osnas.tasks.detection.LabelledBox;

/**
 * Small data sets that lxml, pycocotools and torchvision wrote, held against what torchvision and pycocotools read in them
 * ({@code src/test/samples/boxes.sh}).
 */
class BoxSamplesTest {

    @TempDir
    Path folder;

    private static Path set(String name) {
        return SampleFiles.set(name);
    }

    /** Every box of a set is one that the other tool reads, and the other way round. */
    private static void requireSame(AnnotatedSet set, Path expected) throws IOException {
        List<String[]> rows = Files.readAllLines(expected).stream()
                .map(line -> line.split("\t"))
                .toList();
        List<Object[]> boxes = new ArrayList<>();
        Stream.concat(set.train().stream(), set.test().stream()).forEach(image -> image.boxes()
                .forEach(box ->
                        boxes.add(new Object[] {image.file().getFileName().toString(), box})));
        assertThat(boxes).hasSameSizeAs(rows);
        for (String[] row : rows) {
            assertThat(boxes).as(String.join(" ", row)).anySatisfy(found -> {
                LabelledBox box = (LabelledBox) found[1];
                assertThat(found[0]).isEqualTo(row[0]);
                assertThat(set.names().get(box.category())).isEqualTo(row[1]);
                assertThat(box.kind().name()).isEqualTo(row[6]);
                Box b = box.box();
                double[] corners = {b.left(), b.top(), b.right(), b.bottom()};
                for (int i = 0; i < 4; i++) {
                    assertThat(corners[i]).isEqualTo(Double.parseDouble(row[2 + i]), within(1e-9));
                }
            });
        }
    }

    @Test
    void vocIsReadAsTorchvisionReadsIt() throws IOException {
        AnnotatedSet set = new VocFolder(set("voc"), "train", "val").read();
        requireSame(set, set("voc").resolve("expected.tsv"));
        assertThat(set.names()).containsExactly("blue", "grün", "red");
        assertThat(set.findings())
                .extracting(Finding::kind, Finding::what, Finding::count)
                .containsExactlyInAnyOrder(
                        tuple(Kind.DROPPED, "box outside of its image", 1L),
                        tuple(Kind.DROPPED, "box that stands twice", 1L),
                        tuple(Kind.NOTE, "boxes that reach beyond their images, cut off at the edge", 2L),
                        tuple(Kind.NOTE, "box with exchanged corners, turned round", 1L),
                        tuple(Kind.NOTE, "object marked difficult, which neither counts nor is missed", 1L),
                        tuple(
                                Kind.NOTE,
                                "annotations without the size of their image, which was taken from the image",
                                2L),
                        tuple(
                                Kind.NOTE,
                                "annotations name no image that is there; those called like them were taken",
                                2L),
                        tuple(Kind.IGNORED, "image without an annotation", 1L));
    }

    @Test
    void cocoIsReadAsPycocotoolsReadsIt() throws IOException {
        CocoFile file = CocoFile.read(set("coco").resolve("instances.json"));
        BoxReading reading = new BoxReading();
        List<AnnotatedImage> images = file.images(set("coco").resolve("images"), file.names(), reading);
        assertThat(images).hasSize(8).allSatisfy(image -> assertThat(image.file())
                .exists());
        requireSame(
                new AnnotatedSet(set("coco"), file.names(), images, List.of(), reading.findings()),
                set("coco").resolve("expected.tsv"));
        assertThat(reading.findings())
                .extracting(Finding::what, Finding::count)
                .containsExactlyInAnyOrder(
                        tuple("box of no area", 1L),
                        tuple("box outside of its image", 1L),
                        tuple("box that stands twice", 1L),
                        tuple("annotation of an image that is not listed", 1L),
                        tuple("crowds, within which any detection is neither right nor wrong", 2L),
                        tuple("box that reaches beyond its image, cut off at the edge", 1L));
    }

    @Test
    void yoloIsReadAsTorchvisionReadsIt() throws IOException {
        AnnotatedSet set = new YoloFolder(set("yolo")).read();
        assertThat(set.train()).hasSize(6);
        assertThat(set.test()).as("the folder valid").hasSize(2);
        requireSame(set, set("yolo").resolve("expected.tsv"));
        assertThat(set.findings())
                .extracting(Finding::what, Finding::count)
                .containsExactlyInAnyOrder(
                        tuple("box of no area", 1L),
                        tuple("box outside of its image", 1L),
                        tuple("box that stands twice", 1L),
                        tuple("box that reaches beyond its image, cut off at the edge", 1L),
                        tuple("image without a file of labels, taken as an image with nothing to find", 1L),
                        tuple("file of labels without an image", 1L));
    }

    @Test
    void labelsThatAreNotFoundAreNoBackground() throws IOException {
        BoxFiles.image(folder.resolve("images/a.png"));
        Files.writeString(folder.resolve("images/a.txt"), "0 0.5 0.5 0.1 0.1\n");
        Files.writeString(folder.resolve("classes.txt"), "red\n");
        assertThatThrownBy(() -> new YoloFolder(folder).read())
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining(
                        "labels does not exist. It must hold a text file for each image; move them there");
        Files.createDirectories(folder.resolve("labels"));
        Files.writeString(folder.resolve("labels/b.txt"), "0 0.5 0.5 0.1 0.1\n");
        assertThatThrownBy(() -> new YoloFolder(folder).read())
                .hasMessageContaining("has no file of labels for any image in");
        Files.writeString(folder.resolve("labels/a.txt"), "0 0.5 0.5 0.1 0.1\n");
        BoxFiles.image(folder.resolve("images/a.jpg"));
        assertThat(new YoloFolder(folder).read().findings())
                .extracting(Finding::what, Finding::count)
                .containsExactlyInAnyOrder(
                        tuple("image shares a file of labels with another one", 1L),
                        tuple("file of labels without an image", 1L));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<annotation><filename>0.png</filename><x>gr\u00fcn</x> | line 1: it is not UTF-8 text. Save it as UTF-8",
                "<?xml version='1.0' encoding='US-ASCII'?><a>gr\u00fcn</a> | says that it is in US-ASCII, but is not. Save it as UTF-8",
                "<?xml version='1.0' encoding='x-mine'?><a/> | is in x-mine, which is no encoding that is known here",
                "<annotation><filename>0.png</filname> | line 1: is not XML: The element type",
            })
    void textThatCannotBeReadIsSaidOnce(String text, String message) throws IOException {
        BoxFiles.voc(folder, 1);
        Files.writeString(folder.resolve("Annotations/0.xml"), text, StandardCharsets.ISO_8859_1);
        assertThatThrownBy(() -> new VocFolder(folder, "train", "val").read())
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("0.xml")
                .hasMessageMatching("[^\n]*" + Pattern.quote(message) + "[^\n]*");
    }

    @Test
    void annotationsWhoseImageCouldBeTwoAreRefused() throws IOException {
        BoxFiles.voc(folder, 3);
        Path annotation = folder.resolve("Annotations/1.xml");
        Files.writeString(annotation, Files.readString(annotation).replace("1.png", "2.png"));
        assertThatThrownBy(() -> new VocFolder(folder, "train", "val").read())
                .isInstanceOf(BadInputException.class)
                .hasMessageContainingAll("1.xml names the image", "2.png, but", "1.png is there too");
        Files.delete(folder.resolve("JPEGImages/1.png"));
        assertThat(new VocFolder(folder, "train", "val").read().findings())
                .extracting(Finding::what)
                .contains("annotation is of an image that another one is of, too");
    }

    @Test
    void anImageOfAnotherSizeThanItsAnnotationSaysIsRefused() throws IOException {
        BoxFiles.voc(folder, 3);
        Path annotation = folder.resolve("Annotations/2.xml");
        Files.writeString(annotation, Files.readString(annotation).replace("<width>60", "<width>50"));
        Settings settings = Settings.of("data", Map.of("directory", folder.toString(), "size", 32, "validation", 0.34));
        assertThatThrownBy(() -> new VocProvider().create(settings, 1, 1))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("2.png is 60 x 40 pixels, but its annotation says 50 x 40");
        AnnotatedImage image = new AnnotatedImage(Path.of("a.jpg"), 60, 40, List.of());
        image.requireSize(60, 40);
        assertThatThrownBy(() -> image.requireSize(40, 60))
                .isInstanceOf(BadInputException.class)
                .hasMessageContainingAll(
                        "a.jpg is 40 x 60 pixels, but its annotation says 60 x 40", "EXIF orientation");
        assertThatThrownBy(() -> image.requireSize(30, 20)).hasMessageContaining("annotate it anew");
    }
}
