package org.osnas.api.cost;

import java.util.Arrays;
import java.util.List;

/**
 * One or two axes flattened to one: costs of both add up as one index does, because no sum leaves its axis. Cells of
 * the flat grid are numbered {@code cell(first) * cells(second) + cell(second)}.
 */
final class CostGrid {

    /** Offset of a candidate that no architecture of the window has: behind every grid. */
    private static final int OUTSIDE = 1 << 30;

    private final List<Axis> axes;
    private final int[][] offset;

    /**
     * @param axes none, one or two
     * @param limits exclude candidates, whatever the axes say
     */
    CostGrid(List<Axis> axes, List<Limit> limits, int[] sizes) {
        this.axes = List.copyOf(axes);
        this.offset = new int[sizes.length][];
        for (int l = 0; l < sizes.length; l++) {
            offset[l] = new int[sizes[l]];
            for (int c = 0; c < sizes[l]; c++) {
                int layer = l;
                int choice = c;
                if (limits.stream().anyMatch(limit -> limit.excludes(layer, choice))) {
                    offset[l][c] = OUTSIDE;
                    continue;
                }
                int flat = 0;
                for (Axis axis : this.axes) {
                    flat = Math.addExact(Math.multiplyExact(flat, axis.cells()), axis.offset(l, c));
                }
                offset[l][c] = flat;
            }
        }
    }

    int depth() {
        return offset.length;
    }

    /** Flat offsets of a layer's candidates; not to be changed. */
    int[] offsets(int layer) {
        return offset[layer];
    }

    /** Whether a cell holds exactly one combination of costs. */
    boolean exact() {
        return axes.stream().allMatch(Axis::exact);
    }

    /** First flat cell that can hold costs within all ranges. */
    int low() {
        return flat(axes.stream().mapToInt(Axis::low).toArray());
    }

    /** Last such cell; less than {@link #low()} if there is none. */
    int high() {
        return axes.stream().anyMatch(a -> a.high() < a.low())
                ? low() - 1
                : flat(axes.stream().mapToInt(Axis::high).toArray());
    }

    boolean accepts(int cell) {
        int rest = cell;
        for (int i = axes.size() - 1; i >= 0; i--) {
            Axis axis = axes.get(i);
            if (!axis.accepts(rest % axis.cells())) {
                return false;
            }
            rest /= axis.cells();
        }
        return true;
    }

    /**
     * For each layer, and for the end, the first and last cell where a prefix of that many layers can stand and still
     * reach the window.
     */
    int[][] bands() {
        int depth = depth();
        int[][] bands = new int[depth + 1][];
        int[] reach = new int[depth + 1];
        for (int l = 0; l < depth; l++) {
            reach[l + 1] = reach[l] + largest(l);
        }
        int low = low();
        int high = high();
        for (int l = depth; l >= 0; l--) {
            bands[l] = new int[] {Math.max(0, low), Math.min(reach[l], high)};
            low -= l > 0 ? largest(l - 1) : 0;
        }
        return bands;
    }

    /** Number of cells in all bands. */
    long bandCells() {
        return Arrays.stream(bands())
                .mapToLong(b -> Math.max(0, b[1] - b[0] + 1L))
                .sum();
    }

    private int largest(int layer) {
        return Arrays.stream(offset[layer]).filter(o -> o < OUTSIDE).max().orElse(0);
    }

    private int flat(int[] cells) {
        int flat = 0;
        for (int i = 0; i < cells.length; i++) {
            flat = flat * axes.get(i).cells() + cells[i];
        }
        return flat;
    }
}
