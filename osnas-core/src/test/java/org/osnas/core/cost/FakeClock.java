package org.osnas.core.cost;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.IntToLongFunction;
import org.osnas.core.internal.cost.Stopwatch;

/** A clock that stands still but for its kernels, each of which takes a scripted time. */
final class FakeClock implements Stopwatch {

    private long now;
    private long away;
    private final List<String> calls = new ArrayList<>();
    private final Map<String, Integer> counts = new HashMap<>();

    @Override
    public long nanoTime() {
        return now;
    }

    /** Time that the thread was on a processor; all of it as a rule. */
    @Override
    public OptionalLong cpuTime() {
        return OptionalLong.of(now - away);
    }

    /** Other work takes the processor. */
    void interrupt(long nanos) {
        now += nanos;
        away += nanos;
    }

    /** A kernel whose call number {@code i} takes {@code nanos(i)}. */
    Runnable kernel(String name, IntToLongFunction nanos) {
        return () -> {
            int call = counts.merge(name, 1, Integer::sum) - 1;
            now += nanos.applyAsLong(call);
            calls.add(name);
        };
    }

    List<String> calls() {
        return calls;
    }

    int calls(String name) {
        return counts.getOrDefault(name, 0);
    }
}
