package org.osnas.images.detection;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import javax.imageio.ImageIO;
import org.osnas.api.spi.BadInputException;
import org.osnas.tasks.detection.Box;
import org.osnas.tasks.detection.Detection;

/** Draws what was found on a copy of an image. */
public final class DrawnBoxes {

    /** Okabe and Ito's colours, which most people can tell apart. */
    private static final int[] COLOURS = {0xE69F00, 0x56B4E9, 0x009E73, 0xF0E442, 0x0072B2, 0xD55E00, 0xCC79A7};

    private DrawnBoxes() {}

    /**
     * Writes a copy of an image, in its size, with a frame, a name and a score for each detection.
     *
     * @param image file
     * @param found boxes in pixels of the file
     * @param names of the categories
     * @param folder made if it is not there
     * @return the file, called as the image is, a PNG
     * @throws BadInputException if the image cannot be read, or the copy not written
     */
    public static Path write(Path image, List<Detection> found, List<String> names, Path folder) {
        BufferedImage copy = copy(ImagePixels.read(image));
        Graphics2D graphics = copy.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        double unit = Math.max(1, Math.max(copy.getWidth(), copy.getHeight()) / 300.0);
        graphics.setStroke(new BasicStroke((float) unit));
        graphics.setFont(new Font(Font.SANS_SERIF, Font.BOLD, (int) Math.max(8, 9 * unit)));
        for (Detection one : found) {
            draw(graphics, one, names.get(one.category()));
        }
        graphics.dispose();
        String name = image.getFileName().toString();
        Path file = folder.resolve(
                name.substring(0, name.lastIndexOf('.') < 0 ? name.length() : name.lastIndexOf('.')) + ".png");
        try {
            Files.createDirectories(folder);
            ImageIO.write(copy, "png", file.toFile());
        } catch (IOException e) {
            throw new BadInputException("%s cannot be written: %s".formatted(file, e), e);
        }
        return file;
    }

    private static void draw(Graphics2D graphics, Detection one, String name) {
        Box box = one.box();
        Color colour = new Color(COLOURS[one.category() % COLOURS.length]);
        graphics.setColor(colour);
        graphics.draw(new Rectangle2D.Double(box.left(), box.top(), box.width(), box.height()));
        String label = String.format(Locale.ROOT, "%s %.2f", name, one.score());
        FontMetrics metrics = graphics.getFontMetrics();
        // Above the box, or within where there is no room.
        double top = Math.max(0, box.top() - metrics.getHeight());
        graphics.fill(new Rectangle2D.Double(box.left(), top, metrics.stringWidth(label) + 2.0, metrics.getHeight()));
        graphics.setColor(Color.BLACK);
        graphics.drawString(label, (float) box.left() + 1, (float) top + metrics.getAscent());
    }

    private static BufferedImage copy(ImagePixels pixels) {
        BufferedImage image = new BufferedImage(pixels.width(), pixels.height(), BufferedImage.TYPE_INT_RGB);
        byte[] values = pixels.values();
        for (int y = 0; y < pixels.height(); y++) {
            for (int x = 0; x < pixels.width(); x++) {
                int at = (y * pixels.width() + x) * ImagePixels.CHANNELS;
                image.setRGB(x, y, (values[at] & 0xff) << 16 | (values[at + 1] & 0xff) << 8 | values[at + 2] & 0xff);
            }
        }
        return image;
    }
}
