package org.osnas.tasks.data;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.osnas.api.spi.Check;

/** Chooses examples so that every class keeps its share. */
public final class ClassBalance {

    private ClassBalance() {}

    /**
     * Indices of {@code count} examples in rising order: each class gets its proportional share (rounded by largest
     * remainder), taken evenly spread over the examples of that class, so that files sorted by subject do not bias it.
     * Always the same ones for the same labels; where the labels are values, as if they were one class.
     */
    public static int[] pick(Labels labels, int count) {
        Check.that(
                count >= 0 && count <= labels.size(),
                "Cannot choose %d of %d examples; choose fewer",
                count,
                labels.size());
        int[][] byClass = byClass(labels);
        int[] quotas = quotas(byClass, count, labels.size());
        int[] picked = new int[count];
        int n = 0;
        for (int c = 0; c < byClass.length; c++) {
            for (int k = 0; k < quotas[c]; k++) {
                picked[n++] = byClass[c][(int) ((2L * k + 1) * byClass[c].length / (2L * quotas[c]))];
            }
        }
        Arrays.sort(picked);
        return picked;
    }

    /** The indices that {@code picked} leaves over, in rising order. */
    public static int[] complement(int[] picked, int size) {
        boolean[] taken = new boolean[size];
        for (int index : picked) {
            taken[index] = true;
        }
        return IntStream.range(0, size).filter(i -> !taken[i]).toArray();
    }

    private static int[][] byClass(Labels labels) {
        int[] counts = labels.counts();
        int[][] byClass = new int[counts.length][];
        for (int c = 0; c < counts.length; c++) {
            byClass[c] = new int[counts[c]];
        }
        int[] filled = new int[counts.length];
        for (int i = 0; i < labels.size(); i++) {
            int label = labels.stratum(i);
            byClass[label][filled[label]++] = i;
        }
        return byClass;
    }

    private static int[] quotas(int[][] byClass, int count, int total) {
        int[] quotas = new int[byClass.length];
        long[] remainders = new long[byClass.length];
        int given = 0;
        for (int c = 0; c < byClass.length; c++) {
            long share = (long) count * byClass[c].length;
            quotas[c] = (int) (share / Math.max(1, total));
            remainders[c] = share % Math.max(1, total);
            given += quotas[c];
        }
        // The sort is stable: among equal remainders the class of lower index comes first.
        int[] order = IntStream.range(0, byClass.length)
                .boxed()
                .sorted(Comparator.comparingLong((Integer c) -> -remainders[c]))
                .mapToInt(Integer::intValue)
                .toArray();
        for (int i = 0; given < count; i++, given++) {
            quotas[order[i]]++;
        }
        return quotas;
    }
}
