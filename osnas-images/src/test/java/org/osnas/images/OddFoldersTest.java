package org.osnas.images;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osnas.api.spi.BadInputException;
import org.osnas.api.spi.Settings;
import org.osnas.api.task.DataSummary;
import org.osnas.api.task.DataSummary.Finding;
import org.osnas.api.task.DataSummary.Kind;
import org.osnas.api.task.Dataflow;
import org.osnas.api.task.Split;
import org.osnas.api.task.Summarized;
import org.osnas.images.internal.SampleFiles;

/** Folders as people have them. */
class OddFoldersTest {

    private static final List<String> SAMPLES = List.of(
            "png-rgb8.png", "jpeg-420.jpg", "bmp-24.bmp", "gif-plain.gif", "webp-lossless.webp", "tiff-lzw.tif");

    @TempDir
    Path folder;

    /** Some images, each another. */
    private void images(String place, int count, int from) throws IOException {
        for (int i = 0; i < count; i++) {
            copy(SAMPLES.get((from + i) % SAMPLES.size()), place + "/" + i);
        }
    }

    private void copy(String sample, String to) throws IOException {
        Path file = folder.resolve(to.contains(".") ? to : to + sample.substring(sample.lastIndexOf('.')));
        Files.createDirectories(file.getParent());
        Files.copy(SampleFiles.path(sample), file);
    }

    private Dataflow open(Map<String, Object> more) {
        Map<String, Object> values =
                new HashMap<>(Map.of("directory", folder.toString(), "prefetch", 0, "size", 8, "validation", 0.4));
        values.putAll(more);
        return new ImageFolderProvider().create(Settings.of("data.settings", values), 2, 1);
    }

    private DataSummary summary(Map<String, Object> more) {
        try (Dataflow data = open(more)) {
            return ((Summarized) data).summary();
        }
    }

    private static long count(DataSummary summary, Kind kind, String what) {
        return summary.findings().stream()
                .filter(f -> f.kind() == kind && f.what().equals(what))
                .mapToLong(Finding::count)
                .sum();
    }

    @Test
    void whatIsNoImageIsPassedOverAndCounted() throws IOException {
        images("a", 5, 0);
        images("b", 5, 0);
        copy("jpeg-444.jpg", "a/UPPER CASE.JPG");
        copy("png-1xN.png", "b/deeper/still/thin.PNG");
        Files.writeString(folder.resolve("a/.DS_Store"), "x");
        Files.writeString(folder.resolve("a/._0.png"), "what macOS leaves on other disks");
        Files.writeString(folder.resolve("b/Thumbs.db"), "x");
        Files.createDirectories(folder.resolve(".ipynb_checkpoints"));
        Files.createDirectories(folder.resolve("b/.hidden"));
        Files.createDirectories(folder.resolve("__MACOSX/a"));
        // Small copies that disks on networks make; what Windows says of a file that was fetched.
        copy("png-rgb8.png", "a/@eaDir/0.png/SYNOPHOTO_THUMB_M.png");
        Files.writeString(folder.resolve("a/0.png:Zone.Identifier"), "[ZoneTransfer]");
        Files.writeString(folder.resolve("a/notes.txt"), "x");
        Files.writeString(folder.resolve("a/README"), "x");
        copy("png-rgb8.png", "beside.png");
        Files.createSymbolicLink(folder.resolve("b/loop"), folder.resolve("b"));
        Files.createSymbolicLink(folder.resolve("b/nowhere.png"), folder.resolve("gone.png"));
        Files.createSymbolicLink(folder.resolve("b/link.png"), folder.resolve("a/0.png"));
        DataSummary summary = summary(Map.of());
        assertThat(summary.parts().stream().mapToInt(DataSummary.Part::examples).sum())
                .isEqualTo(13);
        assertThat(count(summary, Kind.IGNORED, "files and folders that are hidden or left behind by systems"))
                .isEqualTo(7);
        assertThat(count(summary, Kind.IGNORED, "file ending in .identifier")).isEqualTo(1);
        assertThat(count(summary, Kind.IGNORED, "file ending in .txt")).isEqualTo(1);
        assertThat(count(summary, Kind.IGNORED, "file without an ending")).isEqualTo(1);
        assertThat(count(summary, Kind.IGNORED, "image beside the folders of classes"))
                .isEqualTo(1);
        assertThat(count(summary, Kind.IGNORED, "link that leads back to a folder above it"))
                .isEqualTo(1);
        assertThat(count(summary, Kind.IGNORED, "link that leads nowhere")).isEqualTo(1);
        assertThat(summary.sizes().orElseThrow().heights().most()).isEqualTo(37);
        assertThat(summary.findings())
                .anyMatch(f -> f.kind() == Kind.DUPLICATE && f.what().contains("labelled otherwise"));
    }

    @Test
    void brokenImagesEndItWithTheirNumberAndNamesOrAreLeftOutAndCounted() throws IOException {
        images("a", 5, 0);
        images("b", 5, 1);
        copy("broken-cut.png", "a/cut.png");
        copy("broken-empty.jpg", "b/empty.jpg");
        copy("other-heic.heic", "b/photo.HEIC");
        assertThatThrownBy(() -> summary(Map.of()))
                .isInstanceOf(BadInputException.class)
                .hasMessageStartingWith(
                        "3 of 13 image files cannot be read. To leave such files out, set 'broken' to 'skip':")
                .hasMessageContainingAll("cut.png is cut off", "empty.jpg is empty", "photo.HEIC is a HEIC image");
        DataSummary summary = summary(Map.of("broken", "skip"));
        assertThat(count(summary, Kind.BROKEN, "files that cannot be read")).isEqualTo(3);
        assertThat(summary.parts().stream().mapToInt(DataSummary.Part::examples).sum())
                .isEqualTo(10);
        for (String name : List.of("cut.png", "empty.jpg")) {
            Files.move(folder.resolve(name.equals("cut.png") ? "a/cut.png" : "b/empty.jpg"), folder.resolve(name));
        }
        assertThatThrownBy(() -> summary(Map.of()))
                .hasMessageContaining("photo.HEIC is a HEIC image")
                .hasMessageEndingWith("To leave such files out, set 'broken' to 'skip'");
    }

    @Test
    void partsAreTakenAsTheirFoldersSay() throws IOException {
        images("train/a", 4, 0);
        images("train/b", 4, 1);
        images("val/a", 2, 2);
        images("val/b", 1, 4);
        try (Dataflow data = open(Map.of())) {
            assertThat(data.size(Split.TEST)).isEqualTo(3);
            assertThat(data.size(Split.VALIDATION)).isEqualTo(3);
            assertThat(data.size(Split.TRAIN)).isEqualTo(5);
        }
        images("Test/a", 1, 0);
        images("extra/a", 1, 0);
        DataSummary summary = summary(Map.of());
        assertThat(summary.parts().stream().map(DataSummary.Part::examples)).containsExactly(8, 3, 1);
        assertThat(count(summary, Kind.NOTE, "class has no image for test")).isEqualTo(1);
        assertThat(count(summary, Kind.IGNORED, "folder beside those of the parts"))
                .isEqualTo(1);
        assertThat(count(summary, Kind.DUPLICATE, "test image is a training image"))
                .isEqualTo(1);
        images("val/c", 1, 0);
        refused("c is a class that has no folder among those of the training images (a, b)");
    }

    @Test
    void layoutsThatCannotBeMeantAreRefused() throws IOException {
        images("train/a", 5, 0);
        images("train/b", 5, 0);
        images("val", 3, 0);
        refused("val has 3 images but no folder of a class", "ImageNet's valprep.sh");
        Files.createDirectories(folder.resolve("valid/a"));
        refused("several folders for one part: [val, valid]");
    }

    /** As archives unpack that are called seg_train.zip and seg_test.zip: else parts would be classes. */
    @Test
    void partsThatAreCalledOtherwiseAreNoClasses() throws IOException {
        images("seg_train/a", 2, 0);
        images("seg_test/a", 2, 2);
        refused("[seg_test, seg_train], which are called as parts of a data set", "Call them train, val and test");
    }

    @Test
    void classesThatArePerhapsOneAreNoted() throws IOException {
        for (String name : List.of("Cat", "cat", "dog", "007", "7")) {
            images(name, 3, 0);
        }
        DataSummary summary = summary(Map.of());
        assertThat(summary.findings())
                .contains(new Finding(
                        Kind.NOTE,
                        "classes are called almost as another one is",
                        2,
                        List.of("'007' and '7'", "'Cat' and 'cat'")));
    }

    @Test
    void oneClassAndEmptyClassesAreRefused() throws IOException {
        images("only", 5, 0);
        refused("1 class; classification needs at least 2");
        Files.createDirectories(folder.resolve("nothing"));
        refused("nothing has no image; it holds nothing");
    }

    @Test
    void aTrainingFolderAloneIsDivided() throws IOException {
        images("train/a", 5, 0);
        images("train/b", 5, 0);
        try (Dataflow data = open(Map.of())) {
            assertThat(data.size(Split.TEST)).isEqualTo(2);
        }
    }

    /** As Python sorts names, which torchvision's ImageFolder does: by code points. */
    @Test
    void classesAreInTheOrderOfTorchvision() throws IOException {
        List<String> python = List.of("10", "2", "Zebra", "_x", "a b", "apple");
        for (String name : python) {
            images(name, 2, 0);
        }
        try (Dataflow data = open(Map.of("validation", 0.3))) {
            assertThat(data.description().names()).isEqualTo(python);
        }
    }

    @Test
    void namesMayHoldSpacesAndLettersOfAllAlphabets() throws IOException {
        assumeTrue(
                StandardCharsets.UTF_8.name().equals(System.getProperty("sun.jnu.encoding")),
                "file names are not in UTF-8");
        // U+FF21 comes before U+1F98A, though its UTF-16 does not.
        List<String> python = List.of("a", "É", "é", "猫", "\uff21", "\ud83e\udd8a");
        for (String name : python) {
            images(name, 2, 0);
        }
        try (Dataflow data = open(Map.of("validation", 0.3))) {
            assertThat(data.description().names()).isEqualTo(python);
        }
    }

    @Test
    void whichImagesAreForTheTestFollowsFromASeed() throws IOException {
        for (int i = 0; i < 6; i++) {
            images("a/" + i, 6, i);
            images("b/" + i, 6, i);
        }
        assertThat(test(0)).isEqualTo(test(0)).isNotEqualTo(test(1));
        assertThat(test(1)).isEqualTo(test(1)).isNotEqualTo(test(2));
        for (int seed = 0; seed < 3; seed++) {
            assertThat(new ImageFolder(8, 3)
                            .read(folder, 0.25, seed)
                            .test()
                            .labels()
                            .counts())
                    .containsExactly(9, 9);
        }
    }

    private List<String> test(int seed) {
        var test = new ImageFolder(8, 3).read(folder, 0.25, seed).test();
        return IntStream.range(0, test.size()).mapToObj(test::source).sorted().toList();
    }

    private void refused(String... parts) {
        assertThatThrownBy(() -> open(Map.of()))
                .isInstanceOf(BadInputException.class)
                .hasMessageContainingAll(parts);
    }
}
