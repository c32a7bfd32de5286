package org.osnas.dl4j;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.api.MultiDataSet;
import org.nd4j.linalg.dataset.api.iterator.DataSetIterator;
import org.nd4j.linalg.dataset.api.iterator.MultiDataSetIterator;
import org.osnas.api.space.Shape;
import org.osnas.api.spi.BadInputException;
import org.osnas.api.spi.Check;
import org.osnas.tasks.data.Examples;
import org.osnas.tasks.data.Labels;

/**
 * The examples of one of Deeplearning4j's iterators, read once into arrays: training needs any batch at any time, in an
 * order that follows from a seed. The iterator's own preprocessing has been applied then.
 *
 * <p>Features are images, {@code [batch, channels, height, width]}, or vectors, {@code [batch, n]}. Labels are
 * {@code [batch, k]}: one-hot classes, zeros and ones of several labels, or values.
 *
 * <pre>{@code
 * Examples all = IteratorExamples.upTo(2_000_000_000L).read(iterator);
 * Dataflow data = ArrayDataflow.of(all.split(0.1, 0.2)).batch(32).open();
 * }</pre>
 */
public final class IteratorExamples {

    private static final int RANK_OF_IMAGES = 4;

    private final long mostBytes;

    private IteratorExamples(long mostBytes) {
        this.mostBytes = mostBytes;
    }

    /** Takes up to half of the memory that this process may have. */
    public static IteratorExamples reader() {
        return upTo(Runtime.getRuntime().maxMemory() / 2);
    }

    /**
     * Takes up to a number of bytes.
     *
     * @param bytes of features and labels together, four each
     */
    public static IteratorExamples upTo(long bytes) {
        Check.that(bytes > 0, "The bound of memory must be above 0 bytes, got %d", bytes);
        return new IteratorExamples(bytes);
    }

    /**
     * Reads an iterator from its beginning to its end.
     *
     * @throws BadInputException if it has more than the bound, masks, sequences, or nothing
     */
    public Examples read(DataSetIterator iterator) {
        Part part = new Part(Optional.ofNullable(iterator.getLabels()).orElse(List.of()));
        if (iterator.resetSupported()) {
            iterator.reset();
        }
        while (iterator.hasNext()) {
            part.add(iterator.next().toMultiDataSet());
        }
        return part.examples();
    }

    /**
     * Reads an iterator from its beginning to its end.
     *
     * @throws BadInputException also if it has several features or labels
     */
    public Examples read(MultiDataSetIterator iterator) {
        Part part = new Part(List.of());
        if (iterator.resetSupported()) {
            iterator.reset();
        }
        while (iterator.hasNext()) {
            part.add(iterator.next());
        }
        return part.examples();
    }

    private final class Part {

        private final List<String> names;
        private final List<float[]> values = new ArrayList<>();
        private final List<float[]> labels = new ArrayList<>();
        private Optional<Shape> shape = Optional.empty();
        private long bytes;

        Part(List<String> names) {
            this.names = List.copyOf(names);
        }

        void add(MultiDataSet batch) {
            Check.that(
                    batch.numFeatureArrays() == 1 && batch.numLabelsArrays() == 1,
                    "The iterator gives %d arrays of features and %d of labels, but one of each is needed: wrap it in one"
                            + " that picks them",
                    batch.numFeatureArrays(),
                    batch.numLabelsArrays());
            Check.that(
                    !batch.hasMaskArrays(),
                    "The iterator gives masks, which belong to sequences: only images and vectors can be used");
            INDArray features = channelsLast(batch.getFeatures(0));
            INDArray wanted = batch.getLabels(0);
            Check.that(
                    wanted.rank() == 2,
                    "Labels must be [batch, k], one-hot classes or values, but the iterator gives %s",
                    Arrays.toString(wanted.shape()));
            int count = (int) features.size(0);
            bytes += Float.BYTES * (features.length() + wanted.length());
            Check.that(
                    bytes <= mostBytes,
                    "The iterator gives more than %s: %d examples took that much. Use images of a smaller size or fewer"
                            + " of them, give the program more memory, or raise the bound; a folder of images is read as"
                            + " it is needed",
                    megabytes(mostBytes),
                    values.size() + count);
            for (int i = 0; i < count; i++) {
                values.add(row(features, i));
                labels.add(row(wanted, i));
            }
        }

        private INDArray channelsLast(INDArray features) {
            boolean images = features.rank() == RANK_OF_IMAGES;
            Check.that(
                    images || features.rank() == 2,
                    "Features must be images, [batch, channels, height, width], or vectors, [batch, n], but the iterator"
                            + " gives %s",
                    Arrays.toString(features.shape()));
            INDArray last = images ? features.permute(0, 2, 3, 1).dup('c') : features;
            Shape of = images
                    ? new Shape((int) last.size(1), (int) last.size(2), (int) last.size(3))
                    : new Shape(1, 1, (int) last.size(1));
            Check.that(
                    shape.isEmpty() || shape.get().equals(of),
                    "Examples must have one shape, but the iterator gives %s after %s",
                    of,
                    shape.map(Shape::toString).orElse(""));
            shape = Optional.of(of);
            return last;
        }

        Examples examples() {
            return Examples.of(
                    shape.orElseThrow(() -> new BadInputException("The iterator gives no examples")),
                    values.toArray(float[][]::new),
                    labels());
        }

        private Labels labels() {
            float[][] rows = labels.toArray(float[][]::new);
            boolean yesNo = labels.stream().allMatch(Part::zerosAndOnes);
            boolean oneHot = yesNo && rows[0].length > 1 && labels.stream().allMatch(row -> sum(row) == 1);
            boolean named = names.size() == rows[0].length;
            if (oneHot) {
                int[] classes = labels.stream().mapToInt(Part::only).toArray();
                return named ? Labels.ofClasses(classes, names) : Labels.ofClasses(classes);
            }
            List<String> all = named ? names : numbered(rows[0].length);
            return yesNo ? Labels.ofYesNo(rows, all) : Labels.ofValues(rows, all);
        }

        private static List<String> numbered(int count) {
            List<String> all = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                all.add("label" + i);
            }
            return all;
        }

        private static boolean zerosAndOnes(float[] row) {
            for (float value : row) {
                if (value != 0 && value != 1) {
                    return false;
                }
            }
            return true;
        }

        private static double sum(float[] row) {
            double sum = 0;
            for (float value : row) {
                sum += value;
            }
            return sum;
        }

        private static int only(float[] row) {
            int at = 0;
            while (row[at] == 0) {
                at++;
            }
            return at;
        }
    }

    private static float[] row(INDArray array, int index) {
        return array.slice(index).dup('c').data().asFloat();
    }

    private static String megabytes(long bytes) {
        return String.format(Locale.ROOT, "%,d MB", Math.max(1, bytes / 1_000_000));
    }
}
