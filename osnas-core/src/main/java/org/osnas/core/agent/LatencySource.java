package org.osnas.core.agent;

import java.util.OptionalInt;
import java.util.function.Consumer;
import org.osnas.api.cost.LatencyRuntime;
import org.osnas.core.cost.LatencyOptions;
import org.osnas.core.cost.RuntimeTables;

/** A runtime that runs whole networks, in which the latency that a budget is on is measured. */
record LatencySource(LatencyRuntime runtime, LatencyOptions options, OptionalInt networks) {

    RuntimeTables tables(Consumer<String> note) {
        return new RuntimeTables(runtime, options, note);
    }

    @Override
    public String toString() {
        return options.conditions().on(runtime.name()).toString();
    }
}
