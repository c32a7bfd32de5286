package org.osnas.tasks.dataflow;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.osnas.api.space.Shape;
import org.osnas.api.spi.Settings;
import org.osnas.api.task.Batch;
import org.osnas.api.task.Dataflow.BatchStream;
import org.osnas.api.task.Divisible;
import org.osnas.tasks.data.ImageData;
import org.osnas.tasks.data.ImageSet;

/** Images that say their number, as data sets and in batches. */
final class NumberedImages {

    private NumberedImages() {}

    static final Map<String, Object> RAW = Map.of("augment", false, "mean", List.of(0), "std", List.of(1));

    static Map<String, Object> with(Object... pairs) {
        Map<String, Object> settings = new java.util.HashMap<>(RAW);
        for (int i = 0; i < pairs.length; i += 2) {
            settings.put((String) pairs[i], pairs[i + 1]);
        }
        return settings;
    }

    static Divisible flow(int train, Map<String, Object> settings) {
        Settings read = Settings.of("data", settings);
        DataflowOptions options = DataflowOptions.read(read, new DataflowOptions.Defaults(0.1, false));
        read.rejectUnknown();
        return options.open(data(train), 4, 11);
    }

    /** Images of 3x2x1 whose pixels are all their number, which is also their class modulo 3; test ones from 100 on. */
    static ImageData data(int train) {
        return new ImageData(images(0, train), images(100, 9));
    }

    static ImageSet images(int from, int count) {
        byte[][] pixels = new byte[count][6];
        int[] labels = new int[count];
        for (int i = 0; i < count; i++) {
            Arrays.fill(pixels[i], (byte) (from + i));
            labels[i] = (from + i) % 3;
        }
        return new ImageSet(new Shape(3, 2, 1), List.of("a", "b", "c"), pixels, labels);
    }

    static List<Integer> ids(BatchStream stream) {
        try (stream) {
            return ids(stream, Integer.MAX_VALUE);
        }
    }

    static List<Integer> ids(BatchStream stream, int batches) {
        List<Integer> ids = new ArrayList<>();
        for (int n = 0; n < batches && stream.hasNext(); n++) {
            try (Batch batch = stream.next()) {
                float[] values = batch.inputs().data().asFloat();
                int length = values.length / batch.size();
                for (int i = 0; i < batch.size(); i++) {
                    ids.add(Math.round(values[i * length] * 255));
                }
            }
        }
        return ids;
    }

    static List<float[]> features(BatchStream stream, int batches) {
        try (stream) {
            List<float[]> result = new ArrayList<>();
            for (int n = 0; n < batches; n++) {
                try (Batch batch = stream.next()) {
                    result.add(batch.inputs().data().asFloat());
                }
            }
            return result;
        }
    }
}
