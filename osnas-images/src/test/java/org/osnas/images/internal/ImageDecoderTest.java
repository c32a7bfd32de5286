package org.osnas.images.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Files that other tools made ({@code src/test/samples/make.sh}), held against what other decoders read in them: Pillow
 * 9.4, or ImageMagick 6.9 where that is better ({@code src/test/samples/expected.py}).
 */
class ImageDecoderTest {

    @TempDir
    Path folder;

    /** What another tool reads in a file. */
    record Expected(String file, String tool, int width, int height, int channels, byte[] pixels) {
        @Override
        public String toString() {
            return file + " by " + tool;
        }
    }

    static Stream<Expected> samples() throws IOException {
        List<String[]> said = new ArrayList<>();
        for (String kind : List.of("bmp", "gif", "jpeg", "jpeg-turned", "png", "pnm", "tiff", "webp")) {
            said.addAll(SampleFiles.said("expected-" + kind + ".txt.gz"));
        }
        return said.stream().map(ImageDecoderTest::expected);
    }

    private static Expected expected(String[] f) {
        return new Expected(
                f[0],
                f[1],
                Integer.parseInt(f[2]),
                Integer.parseInt(f[3]),
                Integer.parseInt(f[4]),
                HexFormat.of().parseHex(f[5]));
    }

    /** Lossy ones within 2 levels; of 16 bits or half transparent within 1, as tools round differently; others exact. */
    private static int tolerance(String file) {
        if (file.endsWith(".jpg") && !file.equals("really-png.jpg")
                || file.contains("lossy")
                || file.contains("-jpeg")) {
            return 2;
        }
        return file.matches(".*(16|65535|1023|alpha|rgba|premultiplied|interlaced\\.png|555|565).*") ? 1 : 0;
    }

    @ParameterizedTest
    @MethodSource("samples")
    void valuesAreThoseOfAnotherDecoder(Expected expected) {
        Picture picture = ImageDecoder.read(SampleFiles.path(expected.file()));
        assertThat(List.of(picture.width(), picture.height())).isEqualTo(List.of(expected.width(), expected.height()));
        int most = 0;
        for (int y = 0; y < picture.height(); y++) {
            for (int x = 0; x < picture.width(); x++) {
                for (int c = 0; c < 3; c++) {
                    int ours = picture.value(y, x, Math.min(c, picture.channels() - 1));
                    int at = (y * expected.width() + x) * expected.channels() + Math.min(c, expected.channels() - 1);
                    most = Math.max(most, Math.abs(ours - (expected.pixels()[at] & 0xff)));
                }
            }
        }
        assertThat(most).isLessThanOrEqualTo(tolerance(expected.file()));
    }

    @Test
    void everySampleThatCanBeReadHasItsValues() throws IOException {
        assertThat(samples()).hasSize(101);
    }

    /** What cannot be read, and a part of the sentence that says so. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    broken-empty.jpg           | is empty. Fetch it again
                    broken-cut.jpg             | is cut off in its header. Fetch it again
                    broken-cut-progressive.jpg | is cut off
                    broken-no-end.jpg          | is cut off in the middle of its pixels
                    broken-cut.png             | is cut off in the middle of its pixels
                    broken-cut.gif             | is cut off in the middle of its pixels
                    broken-cut.bmp             | is cut off in the middle of its pixels
                    broken-cut.tif             | Fetch it again
                    broken-cut.webp            | is cut off in the middle of its pixels
                    broken-cut.pgm             | is cut off in the middle of its pixels
                    broken-damaged.png         | is damaged: a checksum in it is wrong
                    broken-bomb.png            | has 50000 x 50000 pixels, which are more than the 178,956,970 that are decoded
                    broken-bomb.jpg            | has 50000 x 50000 pixels
                    broken-cmyk-no-marker.jpg  | does not say whether they are inverted. Convert it to RGB
                    other-heic.heic            | is a HEIC image, which cannot be read here. Convert it to PNG or JPEG
                    other-heic-named.jpg       | is a HEIC image
                    other-avif.avif            | is an AVIF image, which cannot be read here. Convert it to PNG or JPEG
                    other-animated.webp        | is an animated WebP image
                    other-page.jpg             | is a page of a web server, not an image
                    other-lfs.png              | is a pointer of Git LFS, not the image itself
                    other-text.png             | is none of the image formats that can be read
                    other-psd.psd              | is a Photoshop file
                    other-cmyk.tif             | Convert it to PNG
                    other-float.tif            | Convert it to PNG
                    missing.png                | does not exist
                    """)
    void whatCannotBeReadIsSaid(String file, String part) {
        Path path = file.startsWith("missing") ? folder.resolve(file) : SampleFiles.path(file);
        assertThatThrownBy(() -> ImageDecoder.read(path))
                .isInstanceOf(BrokenImageException.class)
                .hasMessageStartingWith(path + " ")
                .hasMessageContaining(part);
    }

    /** A file that ends anywhere is refused in a sentence, or whole. */
    @Test
    void aFileThatIsCutOffAnywhereIsRefused() throws IOException {
        for (String name : List.of(
                "jpeg-420.jpg", "jpeg-progressive.jpg", "png-palette4.png", "gif-plain.gif", "webp-lossless.webp")) {
            byte[] file = Files.readAllBytes(SampleFiles.path(name));
            Path cut = folder.resolve(name);
            for (int length = 0; length < file.length - 1; length += 1 + length / 40) {
                Files.write(cut, Arrays.copyOf(file, length));
                assertThatThrownBy(() -> ImageDecoder.read(cut)).isInstanceOf(BrokenImageException.class);
            }
        }
        for (String name :
                List.of("bmp-24.bmp", "bmp-rle.bmp", "tiff-rgb.tif", "tiff-lzw.tif", "tiff-group4.tif", "pnm-p6.ppm")) {
            byte[] file = Files.readAllBytes(SampleFiles.path(name));
            Path cut = folder.resolve(name);
            for (int length = 0; length < file.length * 3 / 4; length += 1 + length / 10) {
                Files.write(cut, Arrays.copyOf(file, length));
                assertThatThrownBy(() -> ImageDecoder.read(cut))
                        .as("%s cut to %d of %d", name, length, file.length)
                        .isInstanceOf(BrokenImageException.class);
            }
        }
    }

    /** Found by the long campaign: the JDK makes room for what the frame says of itself, 4 GB at most. */
    @Test
    void aFrameThatIsNotOnItsScreenIsRefusedBeforeItIsDecoded() throws IOException {
        byte[] file = Files.readAllBytes(SampleFiles.path("gif-plain.gif"));
        int descriptor = 13 + 3 * 64;
        while (file[descriptor] != 0x2c) {
            // Over an extension of one block.
            descriptor += 2 + 1 + file[descriptor + 2] + 1;
        }
        file[descriptor + 6] = (byte) 0xff;
        file[descriptor + 8] = (byte) 0xff;
        Path wide = Files.write(folder.resolve("wide.gif"), file);
        assertThatThrownBy(() -> ImageDecoder.read(wide))
                .isInstanceOf(BrokenImageException.class)
                .hasMessageContaining("has a frame of 65303x65295 at 0,0, which is not within its screen of 23x15");
    }

    /** A file in which bytes were changed gives an image or a sentence, nothing else. */
    @Test
    void damagedFilesEndInSentencesAtWorst() throws IOException {
        int refused = 0;
        for (Expected sample : samples().toList()) {
            byte[] file = Files.readAllBytes(SampleFiles.path(sample.file()));
            Path damaged = folder.resolve(sample.file());
            for (int k = 0; k < 4; k++) {
                byte[] changed = file.clone();
                int at = (int) ((long) file.length * (2 * k + 1) / 8);
                changed[at] ^= (byte) (1 + 37 * k);
                Files.write(damaged, changed);
                try {
                    ImageDecoder.read(damaged);
                } catch (BrokenImageException e) {
                    refused++;
                }
            }
        }
        assertThat(refused).isGreaterThan(30);
    }

    @Test
    void whatAPersonShouldKnowIsNoted() {
        assertThat(notes("jpeg-adobe-rgb.jpg")).containsExactly(ImageHead.PROFILE);
        assertThat(notes("jpeg-orientation-6.jpg")).containsExactly(Picture.TURNED);
        assertThat(notes("jpeg-orientation-1.jpg")).isEmpty();
        assertThat(notes("png-rgb16.png")).containsExactly(ImageHead.DEEP);
        assertThat(notes("tiff-rgb16.tif")).containsExactly(ImageHead.DEEP);
        assertThat(notes("png-rgba8.png")).containsExactly(Picture.TRANSPARENT);
        assertThat(notes("png-grey-key.png")).containsExactly(Picture.TRANSPARENT);
        assertThat(notes("gif-animated.gif")).containsExactly(ImageHead.FRAMES);
        assertThat(notes("tiff-pages.tif")).containsExactly(ImageHead.FRAMES);
        assertThat(notes("really-png.jpg")).containsExactly(ImageDecoder.OTHER_ENDING);
        assertThat(notes("jpeg-420.jpg")).isEmpty();
    }

    private static List<String> notes(String file) {
        return ImageDecoder.read(SampleFiles.path(file)).notes();
    }
}
