package org.osnas.images;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;

/** Writes small folders of images. */
final class ImageFiles {

    private ImageFiles() {}

    /** An image of one colour. */
    static void image(Path file, int width, int height, Color color) throws IOException {
        Files.createDirectories(file.getParent());
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                image.setRGB(x, y, color.getRGB());
            }
        }
        ImageIO.write(image, file.toString().endsWith(".png") ? "png" : "bmp", file.toFile());
    }

    /** {@code train} and {@code test} with the classes {@code blue} and {@code red}. */
    static void folder(Path folder, int trainPerClass, int testPerClass) throws IOException {
        for (int i = 0; i < trainPerClass; i++) {
            image(folder.resolve("train/red/" + i + ".png"), 6, 5, new Color(250 - i, 20, 10));
            image(folder.resolve("train/blue/" + i + ".png"), 6, 5, new Color(10, 20, 250 - i));
        }
        for (int i = 0; i < testPerClass; i++) {
            image(folder.resolve("test/red/" + i + ".bmp"), 6, 5, new Color(200, 20, 10));
            image(folder.resolve("test/blue/" + i + ".bmp"), 6, 5, new Color(10, 20, 200));
        }
    }
}
