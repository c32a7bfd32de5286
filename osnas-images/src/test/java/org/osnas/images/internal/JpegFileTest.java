package org.osnas.images.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Bits of JPEG files that were changed, held against what libjpeg's djpeg warns of ({@code src/test/samples/damage.py}). */
class JpegFileTest {

    @Test
    void whatLibjpegWarnsOfIsNoticed() throws IOException {
        int warned = 0;
        int beyond = 0;
        for (String[] f : SampleFiles.said("damaged.txt.gz")) {
            byte[] file = Files.readAllBytes(SampleFiles.path(f[0]));
            file[Integer.parseInt(f[1])] ^= (byte) (1 << Integer.parseInt(f[2]));
            boolean noticed = isNoticed(file);
            if (f[3].equals("warns")) {
                warned++;
                assertThat(noticed).as(String.join(" ", f)).isTrue();
            } else if (noticed) {
                beyond++;
            }
        }
        assertThat(warned).isGreaterThan(90);
        assertThat(beyond).as("codes that libjpeg passes over").isBetween(1, 30);
    }

    private static boolean isNoticed(byte[] file) {
        try {
            return JpegFile.head(file).notes().contains(JpegFile.LEFT_OVER);
        } catch (BrokenException e) {
            assertThat(e.getMessage()).containsAnyOf("is damaged", "is cut off").contains("Fetch it again");
            return true;
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "broken-short.jpg | is damaged: ",
                "broken-code.jpg | is damaged: its pixels hold a code that cannot be. Fetch it again",
                "broken-restart.jpg | is damaged: a part of its pixels is missing. Fetch it again",
            })
    void pixelsThatAreMissingOrCannotBeAreRefused(String file, String message) {
        assertThatThrownBy(() -> ImageDecoder.check(SampleFiles.path(file)))
                .isInstanceOf(BrokenImageException.class)
                .hasMessageContaining(message);
    }

    /** As some of Microsoft's cats and dogs have it, which every decoder shows. */
    @Test
    void dataThatAreLeftOverAreNoted() {
        assertThat(ImageDecoder.read(SampleFiles.path("jpeg-left-over.jpg")).notes())
                .containsExactly(JpegFile.LEFT_OVER);
    }

    /** One that would keep a machine busy for minutes, at some bytes a scan. */
    @Test
    void moreScansThanAnyProgramWritesAreRefused() throws IOException {
        byte[] file = Files.readAllBytes(SampleFiles.path("jpeg-progressive.jpg"));
        int scan = indexOf(file, 0xda);
        int next = scan + 2;
        while ((file[next] & 0xff) != 0xff || file[next + 1] == 0) {
            next++;
        }
        byte[] many = Arrays.copyOf(file, scan + 300 * (next - scan) + 2);
        for (int i = 0; i < 300; i++) {
            System.arraycopy(file, scan, many, scan + i * (next - scan), next - scan);
        }
        many[many.length - 2] = (byte) 0xff;
        many[many.length - 1] = (byte) 0xd9;
        assertThatThrownBy(() -> JpegFile.head(many)).hasMessageContaining("has more than 200 scans");
    }

    private static int indexOf(byte[] file, int marker) {
        for (int i = 2; ; i++) {
            if ((file[i] & 0xff) == 0xff && (file[i + 1] & 0xff) == marker) {
                return i;
            }
        }
    }
}
