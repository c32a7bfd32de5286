package org.osnas.core.run;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import org.osnas.api.space.Shape;
import org.osnas.api.task.DataDescription;
import org.osnas.api.task.Exhibit;
import org.osnas.api.task.Pixels;
import org.osnas.core.internal.file.Png;

/** Exhibits in a file: examples as PNG images, frames with the names of their categories. */
final class ExhibitJson {

    private ExhibitJson() {}

    /**
     * @param data by which inputs become images again
     */
    static ObjectNode write(List<Exhibit> exhibits, DataDescription data) throws IOException {
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        ArrayNode all = root.putArray("exhibits");
        for (Exhibit exhibit : exhibits) {
            ObjectNode node = all.addObject().put("title", exhibit.title());
            if (exhibit instanceof Exhibit.Curves curves) {
                write(curves, node);
            } else if (exhibit instanceof Exhibit.Pictures pictures) {
                ArrayNode array = node.putArray("pictures");
                for (Exhibit.Picture picture : pictures.pictures()) {
                    write(picture, data, array.addObject());
                }
            } else if (exhibit instanceof Exhibit.Mistakes mistakes) {
                ArrayNode array = node.putArray("pictures");
                for (Exhibit.Mistake mistake : mistakes.mistakes()) {
                    write(picture(mistake, data.names()), data, array.addObject());
                }
            } else if (exhibit instanceof Exhibit.Matrix matrix) {
                write(matrix, data.names(), node.putObject("matrix"));
            }
        }
        return root;
    }

    private static void write(Exhibit.Curves curves, ObjectNode node) {
        node.put("across", curves.across()).put("up", curves.up());
        ArrayNode lines = node.putArray("lines");
        curves.lines().forEach((name, points) -> {
            ArrayNode array = lines.addObject().put("name", name).putArray("points");
            points.forEach(p -> array.addArray().add(p.x()).add(p.y()));
        });
    }

    private static void write(Exhibit.Matrix matrix, List<String> names, ObjectNode node) {
        ArrayNode words = node.putArray("names");
        ArrayNode counts = node.putArray("counts");
        for (int truth = 0; truth < matrix.counts().length; truth++) {
            words.add(names.get(truth));
            ArrayNode row = counts.addArray();
            for (int count : matrix.counts()[truth]) {
                row.add(count);
            }
        }
    }

    private static Exhibit.Picture picture(Exhibit.Mistake mistake, List<String> names) {
        String caption = String.format(
                Locale.ROOT,
                "%s, taken for %s (%.2f)",
                names.get(mistake.truth()),
                names.get(mistake.guess()),
                mistake.probability());
        return new Exhibit.Picture(mistake.input(), caption, List.of());
    }

    private static void write(Exhibit.Picture picture, DataDescription data, ObjectNode node) throws IOException {
        Shape shape = data.input();
        node.put("width", shape.width()).put("height", shape.height()).put("caption", picture.caption());
        node.put("png", Base64.getEncoder().encodeToString(Png.bytes(image(picture.input(), data))));
        ArrayNode frames = node.putArray("frames");
        for (Exhibit.Frame frame : picture.frames()) {
            ObjectNode one = frames.addObject()
                    .put("left", frame.left())
                    .put("top", frame.top())
                    .put("width", frame.width())
                    .put("height", frame.height())
                    .put("name", data.names().get(frame.category()))
                    .put("truth", frame.truth());
            if (!frame.truth()) {
                one.put("score", frame.score());
            }
        }
    }

    private static BufferedImage image(float[] input, DataDescription data) {
        Shape shape = data.input();
        float[] values = data.pixels() == Pixels.VALUES ? stretched(input) : bytes(input, data);
        BufferedImage image = new BufferedImage(shape.width(), shape.height(), BufferedImage.TYPE_INT_RGB);
        int channels = shape.channels();
        for (int y = 0; y < shape.height(); y++) {
            for (int x = 0; x < shape.width(); x++) {
                int rgb = 0;
                for (int c = 0; c < 3; c++) {
                    // Of two channels, or one, the first is seen as grey.
                    float value = values[(y * shape.width() + x) * channels + (channels < 3 ? 0 : c)];
                    rgb = rgb << 8 | Math.max(0, Math.min(255, Math.round(value)));
                }
                image.setRGB(x, y, rgb);
            }
        }
        return image;
    }

    /** From 0 to 255 as before normalisation. */
    private static float[] bytes(float[] input, DataDescription data) {
        double[] mean = data.normalization().means();
        double[] std = data.normalization().deviations();
        float[] values = new float[input.length];
        for (int i = 0; i < values.length; i++) {
            int channel = i % data.input().channels() % mean.length;
            values[i] = (float)
                    ((input[i] * std[channel] + mean[channel]) * data.pixels().unit());
        }
        return values;
    }

    /** From the least value as 0 to the greatest as 255. */
    private static float[] stretched(float[] input) {
        float least = Float.POSITIVE_INFINITY;
        float most = Float.NEGATIVE_INFINITY;
        for (float value : input) {
            least = Math.min(least, value);
            most = Math.max(most, value);
        }
        float[] values = new float[input.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = most > least ? 255 * (input[i] - least) / (most - least) : 0;
        }
        return values;
    }
}
