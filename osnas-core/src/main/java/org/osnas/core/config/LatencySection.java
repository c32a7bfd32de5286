package org.osnas.core.config;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.osnas.api.spi.Settings;
import org.osnas.core.cost.LatencyOptions;

/**
 * The section {@code search.latency}: where a budget on latency is measured, if no table of it is named.
 *
 * @param runtime one of the registered ones
 * @param networks that the table is fitted to, if not two for each unknown
 */
record LatencySection(String runtime, LatencyOptions options, OptionalInt networks) {

    private static final String KEY = "latency";
    private static final int FEWEST = 4;

    static Optional<LatencySection> read(Settings search) {
        boolean given = search.has(KEY);
        Settings s = search.about("where a budget on latency is measured; in OSNAS itself if it is not given")
                .section(KEY);
        Optional<String> runtime = s.about("runtime that runs whole networks, see 'osnas list runtimes'")
                .text("runtime");
        boolean some = s.has("networks");
        int batch = s.about("images of a pass").integer("batch", 1, 1, 100_000);
        int threads = s.about("threads that compute").integer("threads", 1, 1, 1000);
        int networks = s.about("networks that the table is fitted to, if not two for each unknown")
                .integer("networks", FEWEST, FEWEST, 1_000_000);
        s.rejectUnknown();
        if (!given) {
            return Optional.empty();
        }
        return Optional.of(new LatencySection(
                runtime.orElseThrow(() -> s.wrong("runtime", "nothing", "the name of a runtime")),
                LatencyOptions.DEFAULT.withBatch(batch).withThreads(threads),
                some ? OptionalInt.of(networks) : OptionalInt.empty()));
    }

    Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("runtime", runtime);
        map.put("batch", options.batch());
        map.put("threads", options.threads());
        networks.ifPresent(count -> map.put("networks", count));
        return map;
    }
}
