package org.osnas.tasks.data;

import java.util.Arrays;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.osnas.api.space.Shape;
import org.osnas.api.spi.BadInputException;
import org.osnas.api.spi.Check;
import org.osnas.api.task.Normalization;
import org.osnas.api.task.Pixels;

/** Examples as floats on a scale of their own. */
final class FloatSet implements Examples {

    private final Shape shape;
    private final float[][] values;
    private final Labels labels;

    private FloatSet(Shape shape, float[][] values, Labels labels) {
        this.shape = shape;
        this.values = values;
        this.labels = labels;
    }

    static FloatSet of(Shape shape, float[][] values, Labels labels) {
        Check.that(values.length == labels.size(), "%d examples but %d labels", values.length, labels.size());
        for (int i = 0; i < values.length; i++) {
            Check.that(
                    values[i].length == shape.elements(),
                    "Example %d has %d values, but %s needs %d",
                    i,
                    values[i].length,
                    shape,
                    shape.elements());
            requireFinite(values[i], i);
        }
        return new FloatSet(shape, values, labels);
    }

    private static void requireFinite(float[] example, int number) {
        for (int i = 0; i < example.length; i++) {
            if (!Float.isFinite(example[i])) {
                throw new BadInputException(
                        "Example %d has %s at place %d. Replace what is missing by numbers, or leave"
                                        .formatted(number, example[i], i)
                                + " the example out");
            }
        }
    }

    static FloatSet of(INDArray values, Labels labels) {
        Check.that(
                values.rank() == 4 || values.rank() == 2,
                "The array of examples has the shape %s; it must be [examples, height, width, channels], or [examples, n]"
                        + " for vectors",
                Arrays.toString(values.shape()));
        Shape shape = values.rank() == 2
                ? new Shape(1, 1, Math.toIntExact(values.size(1)))
                : new Shape((int) values.size(1), (int) values.size(2), (int) values.size(3));
        float[][] rows = values.reshape('c', values.size(0), shape.elements()).toFloatMatrix();
        return of(shape, rows, labels);
    }

    @Override
    public Shape shape() {
        return shape;
    }

    @Override
    public int size() {
        return values.length;
    }

    @Override
    public Pixels pixels() {
        return Pixels.VALUES;
    }

    @Override
    public Labels labels() {
        return labels;
    }

    @Override
    public FloatSet labelled(Labels others) {
        Check.that(values.length == others.size(), "%d examples but %d labels", values.length, others.size());
        return new FloatSet(shape, values, others);
    }

    @Override
    public FloatSet select(int[] examples) {
        float[][] chosen = new float[examples.length][];
        for (int i = 0; i < examples.length; i++) {
            chosen[i] = values[examples[i]];
        }
        return new FloatSet(shape, chosen, labels.select(examples));
    }

    /** In two passes, since large means would cancel in one. */
    @Override
    public Normalization statistics() {
        int channels = shape.channels();
        double count = (double) values.length * shape.elements() / channels;
        double[] mean = new double[channels];
        for (float[] example : values) {
            for (int i = 0; i < example.length; i++) {
                mean[i % channels] += example[i] / count;
            }
        }
        double[] squares = new double[channels];
        for (float[] example : values) {
            for (int i = 0; i < example.length; i++) {
                double d = example[i] - mean[i % channels];
                squares[i % channels] += d * d;
            }
        }
        double[] std = new double[channels];
        for (int c = 0; c < channels; c++) {
            double deviation = Math.sqrt(squares[c] / count);
            std[c] = deviation == 0 ? 1 : deviation;
        }
        return Normalization.of(mean, std);
    }

    @Override
    public NormalizedValues normalized(Normalization normalization) {
        double[] mean = normalization.means();
        double[] std = normalization.deviations();
        return new NormalizedValues() {
            @Override
            public float value(int example, int index, int channel) {
                return (float) ((values[example][index] - mean[channel]) / std[channel]);
            }

            @Override
            public float zero(int channel) {
                return (float) (-mean[channel] / std[channel]);
            }
        };
    }
}
