package org.osnas.core.internal.weights;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Golden files: those of the test resources, or of a directory named by a system property. */
public final class GoldenFiles {

    private static final ObjectMapper JSON = new ObjectMapper();

    private GoldenFiles() {}

    /** All files {@code *.json} with the given field, sorted. */
    public static List<Path> with(String property, String defaultFolder, String field) {
        Path folder = Path.of(System.getProperty(property, "src/test/resources/golden/" + defaultFolder));
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(f -> f.toString().endsWith(".json"))
                    .filter(f -> read(f).has(field))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static JsonNode read(Path file) {
        try {
            return JSON.readTree(file.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static float[] data(JsonNode tensor) {
        float[] values = new float[tensor.get("data").size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) tensor.get("data").get(i).asDouble();
        }
        return values;
    }

    public static int[] shape(JsonNode tensor) {
        int[] shape = new int[tensor.get("shape").size()];
        for (int i = 0; i < shape.length; i++) {
            shape[i] = tensor.get("shape").get(i).asInt();
        }
        return shape;
    }

    /** {@code [n, c, h, w]} as {@code [n, h, w, c]}; matrices stay as they are. */
    public static float[] channelsLast(float[] nchw, int[] shape) {
        if (shape.length == 2) {
            return nchw;
        }
        float[] result = new float[nchw.length];
        int c = shape[1];
        int positions = shape[2] * shape[3];
        for (int n = 0; n < shape[0]; n++) {
            for (int k = 0; k < c; k++) {
                for (int p = 0; p < positions; p++) {
                    result[(n * positions + p) * c + k] = nchw[(n * c + k) * positions + p];
                }
            }
        }
        return result;
    }

    public static float[] channelsLast(JsonNode tensor) {
        return channelsLast(data(tensor), shape(tensor));
    }

    /** Largest difference, relative to the largest expected value. */
    public static double relativeError(float[] actual, float[] expected) {
        if (actual.length != expected.length) {
            throw new AssertionError("lengths differ: " + actual.length + " and " + expected.length);
        }
        double scale = 1e-30;
        double error = 0;
        for (int i = 0; i < expected.length; i++) {
            scale = Math.max(scale, Math.abs(expected[i]));
            double difference = Math.abs((double) actual[i] - expected[i]);
            error = Math.max(error, Double.isNaN(difference) ? Double.POSITIVE_INFINITY : difference);
        }
        return error / scale;
    }
}
