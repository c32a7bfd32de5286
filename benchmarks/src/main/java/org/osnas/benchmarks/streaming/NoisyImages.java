package org.osnas.benchmarks.streaming;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.osnas.api.random.Seeds;

/** A folder of classes of images that are all different. */
final class NoisyImages {

    static final int CLASSES = 10;

    private NoisyImages() {}

    /** Writes what is not there yet. */
    static void write(Path directory, int images, int side) throws IOException {
        for (int c = 0; c < CLASSES; c++) {
            Files.createDirectories(directory.resolve("class" + c));
        }
        IntStream.range(0, images).parallel().forEach(i -> {
            Path file = directory.resolve("class" + i % CLASSES).resolve(i + ".bmp");
            try {
                if (!Files.exists(file)) {
                    ImageIO.write(image(i, side), "bmp", file.toFile());
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    private static BufferedImage image(int number, int side) {
        RandomGenerator random = Seeds.generator(1, "streaming image", number);
        BufferedImage image = new BufferedImage(side, side, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < side; y++) {
            for (int x = 0; x < side; x++) {
                image.setRGB(x, y, random.nextInt());
            }
        }
        return image;
    }
}
