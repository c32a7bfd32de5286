package org.osnas.images.detection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.osnas.api.spi.BadInputException;
import org.osnas.tasks.detection.Box;
import org.osnas.tasks.detection.LabelledBox;
import org.osnas.tasks.detection.LabelledBox.Kind;

class BoxReadersTest {

    @TempDir
    Path directory;

    @Test
    void vocCountsPixelsFromOneAndIgnoresTheDifficult() throws IOException {
        AnnotatedSet set = new VocFolder(BoxFiles.voc(directory, 3), "train", "val").read();
        assertThat(set.names()).containsExactly("blue", "red");
        assertThat(set.train()).hasSize(3);
        assertThat(set.train().get(1).boxes())
                .containsExactly(
                        LabelledBox.of(1, new Box(10, 8, 20, 16)),
                        new LabelledBox(0, new Box(40, 20, 12, 12), 144, Kind.IGNORED));
        assertThat(set.train().get(0).boxes().get(1).kind()).isEqualTo(Kind.OBJECT);
        assertThat(set.test()).isEmpty();
        assertThat(set.mostBoxes()).isEqualTo(2);
    }

    @Test
    void vocListsSayWhichImagesAreForWhat() throws IOException {
        BoxFiles.voc(directory, 4);
        Path lists = Files.createDirectories(directory.resolve("ImageSets/Main"));
        Files.writeString(lists.resolve("train.txt"), "2\n0  1\n");
        Files.writeString(lists.resolve("val.txt"), "3\n");
        AnnotatedSet set = new VocFolder(directory, "train", "val").read();
        assertThat(set.train())
                .extracting(image -> image.file().getFileName().toString())
                .containsExactly("2.png", "0.png");
        assertThat(set.test()).hasSize(1);
        assertThatThrownBy(() -> new VocFolder(directory, "train", "test").read())
                .hasMessageContaining("test.txt does not exist")
                .hasMessageContaining("train.txt, val.txt");
        Files.writeString(lists.resolve("train.txt"), "2\n\n9\n");
        assertThatThrownBy(() -> new VocFolder(directory, "train", "val").read())
                .hasMessageContaining("train.txt, line 3: '9' has no annotation");
    }

    @Test
    void vocMistakesAreNamedWithTheirLine() throws IOException {
        BoxFiles.voc(directory, 1);
        Path file = directory.resolve("Annotations/0.xml");
        String good = BoxFiles.vocObject("red", 1, 1, 9, 9, 0);
        requireVoc(file, good + good.replace("<name>red</name>", ""), "0.xml, line 10: an object has no name");
        requireVoc(
                file,
                good.replace("<xmin>1</xmin><ymin>1</ymin><xmax>9", "<xmin>one</xmin><ymin>1</ymin><xmax>9"),
                "line 4: annotation/object/bndbox/xmin is 'one', not a number");
        requireVoc(file, "<object>", "0.xml, line 4: is not XML");
        Files.writeString(file, "<annotation/>");
        assertThatThrownBy(() -> new VocFolder(directory, "train", "val").read())
                .hasMessageContaining("names no image");
    }

    private void requireVoc(Path file, String objects, String message) throws IOException {
        Files.writeString(file, BoxFiles.vocXml("0.png", objects));
        assertThatThrownBy(() -> new VocFolder(directory, "train", "val").read())
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining(message);
    }

    @Test
    void cocoKeepsAreasAndCrowdsAndLeavesOutWhatIsEmpty() throws IOException {
        BoxFiles.coco(directory, 2);
        CocoFile coco = CocoFile.read(directory.resolve("instances.json"));
        assertThat(coco.names()).containsExactly("blue", "red");
        List<AnnotatedImage> images = coco.images(directory.resolve("images"), coco.names(), new BoxReading());
        assertThat(images).hasSize(2);
        assertThat(images.get(1).file()).exists();
        assertThat(images.get(1).boxes())
                .containsExactly(
                        new LabelledBox(1, new Box(10, 8, 20, 16), 300, Kind.OBJECT),
                        new LabelledBox(0, new Box(40, 20, 12, 12), 144, Kind.CROWD));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"id\": 11,|\"id\": 10,|two images have the number 10",
                "\"name\": \"blue\"|\"name\": \"red\"|two categories are called 'red'",
                "\"id\": 3, \"name\"|\"id\": 7, \"name\"|two categories have the number 7",
                "\"bbox\": [10, 8, 20, 16]|\"bbox\": [10, 8, 1e999, 16]|has corners that are no finite numbers",
                "\"bbox\": [10, 8, 20, 16]|\"bbox\": [10, 8, null, 16]|has corners that are no finite numbers",
                "\"width\": 60|\"width\": 0|line 3: there must be a number of pixels 'width'",
                "\"category_id\": 7|\"category_id\": 7.5|line 7: there must be a whole number 'category_id'",
                "\"category_id\": 7|\"category_id\": 7, \"category_id\": 3|Duplicate field 'category_id'",
                "\"category_id\": 3, \"bbox\": [40, 20, 12, 12]|\"category_id\": 4, \"bbox\": [40, 20, 12, 12]|line 8: an annotation has the category 4, which is none of those to be found: blue, red",
                "\"bbox\": [10, 8, 20, 16]|\"bbox\": [10, 8, 20]|line 7: an annotation needs 'bbox', four numbers",
                "\"id\": 11,|\"id\": \"x\",|line 4: there must be a whole number 'id'",
                "\"categories\": [|\"categories\": [}|is not JSON",
                "\"images\": [|\"pictures\": [|has 0 images and 2 categories",
            })
    void cocoMistakesAreNamedWithTheirLine(String text, String replacement, String message) throws IOException {
        Path file = BoxFiles.coco(directory, 2).resolve("instances.json");
        String json = Files.readString(file);
        assertThat(json).contains(text);
        Files.writeString(
                file,
                json.replaceFirst(
                        java.util.regex.Pattern.quote(text), java.util.regex.Matcher.quoteReplacement(replacement)));
        assertThatThrownBy(() -> {
                    CocoFile coco = CocoFile.read(file);
                    coco.images(directory, coco.names(), new BoxReading());
                })
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("instances.json")
                .hasMessageContaining(message);
    }

    @Test
    void yoloGivesSharesOfTheImage() throws IOException {
        AnnotatedSet set = new YoloFolder(BoxFiles.yolo(directory, 5)).read();
        assertThat(set.names()).containsExactly("blue", "red");
        assertThat(set.train()).hasSize(4);
        assertThat(set.test()).hasSize(2);
        LabelledBox red = set.test().get(0).boxes().get(0);
        assertThat(red.category()).isEqualTo(1);
        assertThat(red.box().left() * 60).isEqualTo(10, within(1e-9));
        assertThat(red.box().bottom() * 40).isEqualTo(24, within(1e-9));
        assertThat(set.train().get(3).boxes()).as("no file of labels").isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0 0.5 0.5 0.1|line 1: a line must be 'category x y width height', got 4 numbers",
                "2 0.5 0.5 0.1 0.1|line 1: category 2 is not in classes.txt, which has 2 (0 to 1)",
                "0 30 20 12 12|line 1: x, y, width and height are shares of the image from 0 to 1, got '0 30 20 12 12'",
                "0 0.5 0.5 -0.1 0.1|line 1: x, y, width and height are shares of the image",
                "0 0.5 half 0.1 0.1|line 1: a number is 'half', not a number",
                "0 nan 0.5 0.1 0.1|line 1: a number is 'nan', not a finite number",
            })
    void yoloMistakesAreNamedWithTheirLine(String line, String message) throws IOException {
        BoxFiles.yolo(directory, 3);
        Files.writeString(directory.resolve("labels/train/2.txt"), line + "\n");
        assertThatThrownBy(() -> new YoloFolder(directory).read())
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("2.txt, " + (message.startsWith("line") ? "" : "line 1"))
                .hasMessageContaining(message);
    }

    @Test
    void whatIsMissingIsSaid() {
        assertThatThrownBy(() -> new VocFolder(directory.resolve("no"), "train", "val").read())
                .hasMessageContaining("does not exist. Set 'directory' to a folder with JPEGImages, Annotations");
        assertThatThrownBy(() -> CocoFile.read(directory.resolve("no.json")))
                .hasMessageContaining("no.json cannot be read");
        assertThatThrownBy(() -> new YoloFolder(directory).read()).hasMessageContaining("images does not exist");
    }
}
