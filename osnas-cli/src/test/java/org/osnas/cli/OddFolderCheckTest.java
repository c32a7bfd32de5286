package org.osnas.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.osnas.cli.CommandRun.osnas;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code check} says of a folder with all oddities at once. */
class OddFolderCheckTest {

    private static final Path SAMPLES = Path.of("../osnas-images/src/test/resources/org/osnas/images/samples");

    private static final String BROKEN =
            """
              cat/broken-code.jpg is damaged: its pixels hold a code that cannot be. Fetch it again
              cat/broken-cut.jpg is cut off in its header. Fetch it again
              cat/other-lfs.png is a pointer of Git LFS, not the image itself. Fetch the images by 'git lfs pull'
              cat/other-page.jpg is a page of a web server, not an image. Fetch it again, or remove it
              dog/broken-bomb.png has 50000 x 50000 pixels, which are more than the 178,956,970 that are decoded. Make it smaller
              dog/broken-cmyk-no-marker.jpg is a JPEG of four inks without Adobe's marker, so that it does not say whether they are inverted. Convert it to RGB
              dog/broken-damaged.png is damaged: a checksum in it is wrong. Fetch it again
              dog/broken-empty.jpg is empty. Fetch it again, or remove it
              dog/other-heic.heic is a HEIC image, which cannot be read here. Convert it to PNG or JPEG, such as by heif-convert
            """;

    @TempDir
    Path folder;

    @BeforeEach
    void makeFolder() throws IOException {
        List<String> plain =
                List.of("png-grey8.png", "jpeg-grey.jpg", "bmp-24.bmp", "gif-interlaced.gif", "tiff-grey8.tif");
        for (String name : plain) {
            copy(name, "Cat/" + name);
            copy(
                    name.replace("grey", "rgb")
                            .replace("gif-interlaced", "gif-plain")
                            .replace("tiff-rgb8", "tiff-palette")
                            .replace("jpeg-rgb", "jpeg-ycck"),
                    "dog/" + name);
        }
        for (String name :
                List.of("png-grey4.png", "png-grey2.png", "png-palette2.png", "png-palette1.png", "webp-lossy.webp")) {
            copy(name, "cat/" + name);
        }
        copy("jpeg-orientation-6.jpg", "cat/turned.jpg");
        copy("jpeg-adobe-rgb.jpg", "cat/profile.JPG");
        copy("jpeg-left-over.jpg", "cat/left.jpg");
        copy("png-rgb16.png", "dog/deep.png");
        copy("png-rgba8.png", "dog/clear sky.png");
        copy("gif-animated.gif", "dog/moving.gif");
        copy("really-png.jpg", "dog/really-png.jpg");
        copy("png-1xN.png", "dog/thin.PNG");
        for (String name : List.of("broken-cut.jpg", "other-page.jpg", "other-lfs.png", "broken-code.jpg")) {
            copy(name, "cat/" + name);
        }
        for (String name : List.of(
                "broken-empty.jpg",
                "other-heic.heic",
                "broken-bomb.png",
                "broken-damaged.png",
                "broken-cmyk-no-marker.jpg")) {
            copy(name, "dog/" + name);
        }
        for (String name : List.of("cat/.DS_Store", "dog/Thumbs.db", "dog/._1.png", "dog/notes.txt", "dog/README")) {
            Files.writeString(folder.resolve("pets").resolve(name), "x");
        }
        copy("png-rgb8.png", "cat/@eaDir/t.png");
        copy("png-rgb8.png", "beside.png");
        Files.createSymbolicLink(folder.resolve("pets/cat/loop"), Path.of("../cat"));
        Files.createSymbolicLink(folder.resolve("pets/dog/nowhere.png"), Path.of("gone.png"));
        Files.writeString(
                folder.resolve("odd.yaml"),
                """
                seed: 1
                data: {name: image-folder, batch: 4, settings: {directory: pets, size: 16, validation: 0.2, test: 0.2}}
                supernet: {steps: 6}
                search: {strategy: random, trials: 4}
                retrain: {steps: 6}
                """);
    }

    private void copy(String sample, String to) throws IOException {
        Path file = folder.resolve("pets").resolve(to);
        Files.createDirectories(file.getParent());
        Files.copy(SAMPLES.resolve(sample), file);
    }

    private String without(String text) {
        return text.replace(folder.resolve("pets") + "/", "");
    }

    @Test
    void filesThatCannotBeReadAreAllNamedWithWhatToDo() {
        CommandRun check = osnas("check", "-c", folder.resolve("odd.yaml").toString(), "--quick");
        assertThat(check.status()).isEqualTo(2);
        assertThat(without(check.message()))
                .isEqualTo(
                        """
                        osnas: 9 of 32 image files cannot be read. To leave such files out, set 'broken' to 'skip':
                        """
                                + BROKEN.stripTrailing());
    }

    private CommandRun skipping() {
        return osnas(
                "check", "-c", folder.resolve("odd.yaml").toString(), "--quick", "--set", "data.settings.broken=skip");
    }

    @Test
    void whatIsOddIsCountedWithItsNames() {
        CommandRun check = skipping();
        assertThat(check.status()).isZero();
        String data = without(check.out())
                .lines()
                .dropWhile(line -> !line.startsWith("data "))
                .takeWhile(line -> !line.startsWith("supernet"))
                .map(line -> line.replaceFirst("^(data)? +", line.startsWith("data") ? "" : "  "))
                .collect(Collectors.joining("\n"));
        assertThat(data)
                .isEqualTo(
                        """
                        14 for training, 4 for validation, 5 for the test
                        3 classes with 3 (Cat) to 6 (dog) for training
                        files of 1 to 23 (half of them to 23) pixels in width, 15 to 37 (half of them to 15) in height
                        ignored 1 image beside the folders of classes: beside.png
                        ignored 4 files and folders that are hidden or left behind by systems:
                          cat/.DS_Store
                          cat/@eaDir
                          dog/._1.png
                          dog/Thumbs.db
                        ignored 1 link that leads back to a folder above it: cat/loop
                        ignored 1 file without an ending: dog/README
                        ignored 1 file ending in .txt: dog/notes.txt
                        ignored 1 link that leads nowhere: dog/nowhere.png
                        left out 9 files that cannot be read:
                        """
                                + BROKEN
                                + """
                        1 class is called almost as another one is: 'Cat' and 'cat'
                        1 image has data left over behind its last pixel, as files have that were changed: look at it: cat/left.jpg
                        1 image has a colour profile other than sRGB, which is not applied: cat/profile.JPG
                        1 image is turned or mirrored as its orientation in EXIF says: cat/turned.jpg
                        1 image has transparent parts, which are put on white: dog/clear sky.png
                        1 image of more than 8 bits a channel is scaled to 8: dog/deep.png
                        1 image has several frames or pages, of which the first is taken: dog/moving.gif
                        1 file is of another format than its ending says: dog/really-png.jpg
                        1 training image is a copy of another: Cat/gif-interlaced.gif is Cat/bmp-24.bmp
                        4 training images are copies of others, labelled otherwise:
                          dog/bmp-24.bmp is Cat/bmp-24.bmp
                          dog/moving.gif is Cat/bmp-24.bmp
                          dog/png-grey8.png is Cat/bmp-24.bmp
                          dog/tiff-grey8.tif is Cat/bmp-24.bmp
                        1 validation image is a training image, labelled otherwise: dog/gif-interlaced.gif is Cat/bmp-24.bmp
                        1 validation image is a training image: Cat/png-grey8.png is Cat/tiff-grey8.tif
                        1 test image is a training image, labelled otherwise: dog/really-png.jpg is Cat/bmp-24.bmp\
                        """);
    }

    /** What is loaded at the first call, which nearly all memory goes into, is no part of the folder. */
    @Test
    void allOfItTakesLittleMemory() {
        skipping();
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        skipping();
        assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(200_000_000);
    }
}
