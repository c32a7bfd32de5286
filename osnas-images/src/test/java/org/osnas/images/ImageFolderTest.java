package org.osnas.images;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osnas.api.space.Shape;
import org.osnas.api.spi.BadInputException;
import org.osnas.tasks.data.ImageData;
import org.osnas.tasks.data.ImageSet;

class ImageFolderTest {

    @TempDir
    Path folder;

    @Test
    void readsTrainAndTestWithRedFirst() throws IOException {
        ImageFiles.folder(folder, 3, 2);
        ImageData data = new ImageFolder(0, 3).read(folder, 0.2);
        assertThat(data.train().shape()).isEqualTo(new Shape(5, 6, 3));
        assertThat(data.train().labels().names()).containsExactly("blue", "red");
        assertThat(data.train().labels().counts()).containsExactly(3, 3);
        assertThat(data.test().labels().counts()).containsExactly(2, 2);
        assertThat(data.train().pixels(1)).startsWith(10, 20, (byte) 249);
        assertThat(data.train().pixels(5)).endsWith((byte) 248, 20, 10);
    }

    @Test
    void keepsPlaces() throws IOException {
        ImageFiles.folder(folder, 1, 1);
        BufferedImage image = new BufferedImage(6, 5, BufferedImage.TYPE_INT_RGB);
        image.setRGB(4, 2, 0x010203);
        ImageIO.write(image, "png", folder.resolve("train/blue/0.png").toFile());
        byte[] pixels = new ImageFolder(0, 3).read(folder, 0.2).train().pixels(0);
        int at = (2 * 6 + 4) * 3;
        assertThat(new byte[] {pixels[at], pixels[at + 1], pixels[at + 2]}).containsExactly(1, 2, 3);
        assertThat(pixels[at - 1]).isZero();
    }

    @Test
    void resizesAndConvertsToGrey() throws IOException {
        ImageFiles.folder(folder, 1, 1);
        ImageSet train = new ImageFolder(8, 1).read(folder, 0.2).train();
        assertThat(train.shape()).isEqualTo(new Shape(8, 8, 1));
        // Luma of ITU-R BT.601: 0.299 red + 0.587 green + 0.114 blue.
        assertThat(train.pixels(1)).containsOnly((byte) 88);
    }

    @Test
    void setsTestImagesAside() throws IOException {
        for (int i = 0; i < 10; i++) {
            ImageFiles.image(folder.resolve("a/" + i + ".png"), 4, 4, new Color(i, i, i));
            ImageFiles.image(folder.resolve("b/" + i + ".png"), 4, 4, new Color(100 + i, i, i));
        }
        Files.writeString(folder.resolve("a/notes.txt"), "not an image");
        ImageData data = new ImageFolder(0, 3).read(folder, 0.2);
        assertThat(data.train().labels().counts()).containsExactly(8, 8);
        assertThat(data.test().labels().counts()).containsExactly(2, 2);
        assertThat(data.test().pixels(0)[0]).isEqualTo((byte) 2);
        assertThat(data.test().pixels(1)[0]).isEqualTo((byte) 7);
    }

    @Test
    void refusesUnreadableImages() throws IOException {
        ImageFiles.folder(folder, 1, 1);
        Path file = folder.resolve("train/red/broken.png");
        Files.writeString(file, "no picture");
        refused("broken.png is none of the image formats", "set 'broken' to 'skip'");
    }

    @Test
    void refusesImagesOfSeveralSizes() throws IOException {
        ImageFiles.folder(folder, 1, 1);
        ImageFiles.image(folder.resolve("train/red/big.png"), 9, 7, Color.RED);
        refused("big.png is 7x9x3", "5x6x3", "Set 'size'");
        ImageFiles.image(folder.resolve("test/red/wide.png"), 9, 5, Color.RED);
        refused("2 of ", "images are not 5x6x3 as ", "big.png is 7x9x3\n", "wide.png is 5x9x3");
    }

    @Test
    void refusesMissingParts() throws IOException {
        refused("no folder of a class", "it holds nothing");
        ImageFiles.folder(folder, 1, 1);
        Files.createDirectory(folder.resolve("train/empty"));
        refused("empty has no image", "it holds nothing");
        Files.delete(folder.resolve("train/empty"));
        ImageFiles.image(folder.resolve("test/green/0.png"), 6, 5, Color.GREEN);
        refused("green is a class that has no folder among those of the training images (blue, red)");
    }

    private void refused(String... parts) {
        assertThatThrownBy(() -> new ImageFolder(0, 3).read(folder, 0.2))
                .isInstanceOf(BadInputException.class)
                .hasMessageContainingAll(parts);
    }
}
