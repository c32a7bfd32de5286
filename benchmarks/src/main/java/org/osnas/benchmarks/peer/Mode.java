package org.osnas.benchmarks.peer;

import java.util.Locale;

/** What a training step runs. */
enum Mode {
    /** One architecture as a network of its own. */
    SINGLE,
    /** The same architecture as a path of the supernet, with steps along other paths in between. */
    SUPERNET,
    /** The equal mixture of all candidates in all layers, with the gradient of the mixture weights. */
    WEIGHTED;

    String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Mode of(String label) {
        return valueOf(label.toUpperCase(Locale.ROOT));
    }
}
