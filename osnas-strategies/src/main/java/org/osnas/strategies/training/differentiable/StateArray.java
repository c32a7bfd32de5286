package org.osnas.strategies.training.differentiable;

import com.google.common.primitives.Doubles;
import java.util.ArrayList;
import java.util.List;
import org.osnas.api.spi.Check;

/** Numbers written one after the other, and read in the same order. */
final class StateArray {

    private final List<Double> values = new ArrayList<>();
    private int next;

    /** Of numbers that were written before. */
    static StateArray of(double[] values) {
        StateArray state = new StateArray();
        state.values.addAll(Doubles.asList(values));
        return state;
    }

    void put(double value) {
        values.add(value);
    }

    void put(double[][] rows) {
        for (double[] row : rows) {
            values.addAll(Doubles.asList(row));
        }
    }

    double take() {
        Check.that(next < values.size(), "The state of the training strategy has only %d numbers", values.size());
        return values.get(next++);
    }

    void take(double[][] rows) {
        for (double[] row : rows) {
            for (int i = 0; i < row.length; i++) {
                row[i] = take();
            }
        }
    }

    /** Refuses a state with numbers to spare. */
    void end() {
        Check.that(
                next == values.size(),
                "The state of the training strategy has %d numbers, %d were expected",
                values.size(),
                next);
    }

    double[] toArray() {
        return Doubles.toArray(values);
    }
}
