package org.osnas.tasks.data;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.osnas.api.spi.Check;
import org.osnas.api.task.LabelKind;

/** A row of numbers for each example. */
final class ValueLabels implements Labels {

    private final float[][] rows;
    private final List<String> names;
    private final LabelKind kind;

    private ValueLabels(float[][] rows, List<String> names, LabelKind kind) {
        this.rows = rows;
        this.names = List.copyOf(names);
        this.kind = kind;
    }

    /**
     * @throws org.osnas.api.spi.BadInputException naming the example whose row has another length than the names, or a
     *     value that is not finite
     */
    static ValueLabels of(float[][] rows, List<String> names, LabelKind kind) {
        int width = names.size();
        Check.that(rows.length > 0 && width > 0, "The labels must have at least one value for at least one example");
        for (int i = 0; i < rows.length; i++) {
            Check.that(
                    rows[i].length == width,
                    "The label of example %d has %d values, but %s %d",
                    i,
                    rows[i].length,
                    i == 0 ? "the number of names is" : "those before it",
                    width);
            for (float value : rows[i]) {
                Check.that(
                        Float.isFinite(value),
                        "The label of example %d has the value %s. Leave the example out, or give it a number",
                        i,
                        value);
            }
        }
        return new ValueLabels(rows, names, kind);
    }

    /** The names of values that have none. */
    static List<String> numbers(float[][] rows) {
        return IntStream.range(0, rows.length == 0 ? 0 : rows[0].length)
                .mapToObj(Integer::toString)
                .toList();
    }

    void requireYesNo() {
        for (int i = 0; i < rows.length; i++) {
            for (float value : rows[i]) {
                Check.that(
                        value == 0 || value == 1,
                        "The label of example %d has the value %s; yes is 1 and no is 0",
                        i,
                        value);
            }
        }
    }

    @Override
    public int size() {
        return rows.length;
    }

    @Override
    public int width() {
        return names.size();
    }

    @Override
    public List<String> names() {
        return names;
    }

    @Override
    public LabelKind kind() {
        return kind;
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
        System.arraycopy(rows[example], 0, out, at, names.size());
    }

    @Override
    public ValueLabels select(int[] examples) {
        return new ValueLabels(
                Arrays.stream(examples).mapToObj(example -> rows[example]).toArray(float[][]::new), names, kind);
    }
}
