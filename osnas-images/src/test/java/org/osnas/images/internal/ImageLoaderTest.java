package org.osnas.images.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.datavec.image.loader.NativeImageLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.osnas.api.task.Resizing;
import org.osnas.api.task.Resizing.Filter;
import org.osnas.api.task.Resizing.Fit;
import org.osnas.images.internal.ImageLoader.Loaded;

class ImageLoaderTest {

    /**
     * By their definitions in exact fractions ({@code src/test/samples/resize.py}): areas to the last digit, OpenCV's
     * lines, which it reckons in 11 bits, within one; areas besides against Pillow's box filter, which rounds twice, where sides divide.
     */
    @Test
    void resizingIsThatOfOtherImplementations() throws IOException {
        List<String[]> lines = new ArrayList<>();
        for (String file : List.of("png-rgb8", "size-49x35")) {
            lines.addAll(SampleFiles.said("resized-" + file + "-bilinear.txt.gz"));
            lines.addAll(SampleFiles.said("resized-" + file + "-area.txt.gz"));
        }
        int boxes = 0;
        for (String[] f : lines) {
            boolean box = f[2].equals("pillow-box");
            boxes += box ? 1 : 0;
            Filter filter = box ? Filter.AREA : Filter.valueOf(f[2].toUpperCase(Locale.ROOT));
            Resizing resizing = Resizing.of(Fit.valueOf(f[1].toUpperCase(Locale.ROOT)), filter);
            Loaded loaded = new ImageLoader(Integer.parseInt(f[4]), Integer.parseInt(f[3]), 3, resizing)
                    .load(SampleFiles.path(f[0]));
            byte[] expected = HexFormat.of().parseHex(f[5]);
            byte[] found = loaded.picture().pixels();
            assertThat(found).hasSameSizeAs(expected);
            int most = 0;
            for (int i = 0; i < found.length; i++) {
                most = Math.max(most, Math.abs((found[i] & 0xff) - (expected[i] & 0xff)));
            }
            assertThat(most)
                    .as(String.join(" ", List.of(f).subList(0, 5)))
                    .isLessThanOrEqualTo(box || filter == Filter.BILINEAR ? 1 : 0);
        }
        assertThat(lines).hasSizeGreaterThan(50);
        assertThat(boxes).isPositive();
    }

    /** Images that were read by DataVec before keep their bits. */
    @ParameterizedTest
    @CsvSource({
        "jpeg-420.jpg, 3",
        "jpeg-420.jpg, 1",
        "jpeg-grey.jpg, 3",
        "jpeg-progressive.jpg, 3",
        "jpeg-orientation-6.jpg, 3",
        "png-rgb8.png, 3",
        "png-rgb8.png, 1",
        "png-grey8.png, 1",
        "png-palette8.png, 3",
        "bmp-24.bmp, 3",
        "pnm-p6.ppm, 1",
        "tiff-lzw.tif, 3"
    })
    void ordinaryImagesAreThoseOfDataVec(String name, int channels) throws IOException {
        for (int size : new int[] {0, 9, 32}) {
            Loaded loaded = new ImageLoader(size, size, channels, Resizing.STRETCH).load(SampleFiles.path(name));
            int side = size == 0 ? -1 : size;
            try (INDArray image = new NativeImageLoader(side, side, channels)
                    .asMatrix(SampleFiles.path(name).toFile())) {
                Picture picture = loaded.picture();
                assertThat(new long[] {1, channels, picture.height(), picture.width()})
                        .isEqualTo(image.shape());
                for (int y = 0; y < picture.height(); y++) {
                    for (int x = 0; x < picture.width(); x++) {
                        for (int c = 0; c < channels; c++) {
                            assertThat(picture.value(y, x, c))
                                    .isEqualTo((int) image.getDouble(0, channels - 1 - c, y, x));
                        }
                    }
                }
            }
        }
    }

    @Test
    void theSizeOfTheFileIsThatOfTheUprightImage() {
        Loaded loaded = new ImageLoader(4, 4, 1, Resizing.CROP).load(SampleFiles.path("jpeg-orientation-6.jpg"));
        assertThat(loaded.fileWidth()).isEqualTo(15);
        assertThat(loaded.fileHeight()).isEqualTo(23);
        assertThat(Stream.of(Resizing.values()).filter(r -> r != Resizing.NONE))
                .allSatisfy(r -> assertThat(Resizing.of(r.fit(), r.filter())).isEqualTo(r));
    }
}
