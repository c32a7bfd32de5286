package org.osnas.api.cost;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.osnas.api.spi.Check;

/**
 * Under which conditions a table was measured; costs under others say nothing about these.
 *
 * @param batch images of a pass
 * @param threads that worked on it
 * @param backend of the tensor library, if known
 */
public record Conditions(int batch, int threads, Optional<String> backend) {

    public Conditions {
        Check.atLeast("batch", batch, 1);
        Check.atLeast("threads", threads, 1);
    }

    public Conditions(int batch, int threads) {
        this(batch, threads, Optional.empty());
    }

    /** The same on a backend. */
    public Conditions on(String name) {
        return new Conditions(batch, threads, Optional.of(name));
    }

    /** Where these are known to differ from others, as {@code batch 8 instead of 1}. */
    public List<String> differences(Conditions others) {
        List<String> differences = new ArrayList<>();
        if (batch != others.batch) {
            differences.add("batch " + batch + " instead of " + others.batch);
        }
        if (threads != others.threads) {
            differences.add("threads " + threads + " instead of " + others.threads);
        }
        if (backend.isPresent() && others.backend.isPresent() && !backend.equals(others.backend)) {
            differences.add("backend " + backend.get() + " instead of " + others.backend.get());
        }
        return List.copyOf(differences);
    }

    @Override
    public String toString() {
        return "batch " + batch + ", " + threads + (threads == 1 ? " thread" : " threads")
                + backend.map(name -> ", " + name).orElse("");
    }
}
