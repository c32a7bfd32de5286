package org.osnas.tasks.data;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.osnas.api.spi.Check;
import org.osnas.api.task.LabelKind;

/** A class for each example, one-hot in batches. */
final class ClassLabels implements Labels {

    private final int[] classes;
    private final List<String> names;

    ClassLabels(int[] classes, List<String> names) {
        this.classes = classes;
        this.names = List.copyOf(names);
        for (int i = 0; i < classes.length; i++) {
            Check.that(
                    classes[i] >= 0 && classes[i] < names.size(),
                    "Example %d has label %d, but there are %d classes (0 to %d)",
                    i,
                    classes[i],
                    names.size(),
                    names.size() - 1);
        }
    }

    static ClassLabels numbered(int[] classes) {
        int count = Arrays.stream(classes).max().orElse(-1) + 1;
        Check.that(
                count >= 2,
                "The labels %s name %d class; classification needs at least 2, numbered from 0",
                classes.length == 0 ? "are none and" : "go to " + (count - 1) + " and",
                count);
        return new ClassLabels(
                classes, IntStream.range(0, count).mapToObj(Integer::toString).toList());
    }

    @Override
    public int size() {
        return classes.length;
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
        return LabelKind.CLASS;
    }

    @Override
    public int strata() {
        return names.size();
    }

    @Override
    public int stratum(int example) {
        return classes[example];
    }

    @Override
    public void write(int example, float[] out, int at) {
        out[at + classes[example]] = 1f;
    }

    @Override
    public ClassLabels select(int[] examples) {
        return new ClassLabels(
                Arrays.stream(examples).map(example -> classes[example]).toArray(), names);
    }
}
