package org.osnas.tasks.data;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.osnas.api.spi.Check;
import org.osnas.api.task.LabelKind;

/** A row of numbers for each example. */
final class ValueLabels implements Labels {

    private final float[][] rows;
    private final int width;

    ValueLabels(float[][] rows) {
        this(rows, rows.length == 0 ? 0 : rows[0].length);
        Check.that(width > 0, "The labels must have at least one value for at least one example");
        for (int i = 0; i < rows.length; i++) {
            Check.that(
                    rows[i].length == width,
                    "The label of example %d has %d values, but those before it %d",
                    i,
                    rows[i].length,
                    width);
            for (float value : rows[i]) {
                Check.that(
                        Float.isFinite(value),
                        "The label of example %d has the value %s. Leave the example out, or give it a number",
                        i,
                        value);
            }
        }
    }

    private ValueLabels(float[][] rows, int width) {
        this.rows = rows;
        this.width = width;
    }

    @Override
    public int size() {
        return rows.length;
    }

    @Override
    public int width() {
        return width;
    }

    @Override
    public List<String> names() {
        return IntStream.range(0, width).mapToObj(Integer::toString).toList();
    }

    @Override
    public LabelKind kind() {
        return LabelKind.VALUES;
    }

    @Override
    public int strata() {
        return 1;
    }

    @Override
    public int stratum(int example) {
        return 0;
    }

    @Override
    public void write(int example, float[] out, int at) {
        System.arraycopy(rows[example], 0, out, at, width);
    }

    @Override
    public ValueLabels select(int[] examples) {
        return new ValueLabels(
                Arrays.stream(examples).mapToObj(example -> rows[example]).toArray(float[][]::new), width);
    }
}
