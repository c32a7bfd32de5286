package org.osnas.benchmarks.peer;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** Environment variables that decide how fast native libraries are; the launcher sets the same. */
final class ProcessSettings {

    static final String OPENMP_THREADS = "OMP_NUM_THREADS";
    private static final String OPENMP_WAITS = "OMP_WAIT_POLICY";

    /** glibc's allocator keeps large blocks. */
    static final Map<String, String> ALLOCATOR = Map.of(
            "MALLOC_MMAP_THRESHOLD_", "2000000000",
            "MALLOC_TRIM_THRESHOLD_", "20000000000",
            "MALLOC_TOP_PAD_", "268435456");

    /** OpenMP's threads sleep while they wait. */
    static final Map<String, String> OPENMP_SLEEPS = Map.of(OPENMP_WAITS, "passive");

    /** Native libraries use the calling thread. */
    static final Map<String, String> OPENMP_SINGLE = together(Map.of(OPENMP_THREADS, "1"), OPENMP_SLEEPS);

    /** All variables of this class. */
    static final Set<String> NAMES = together(ALLOCATOR, OPENMP_SINGLE).keySet();

    private ProcessSettings() {}

    @SafeVarargs
    static Map<String, String> together(Map<String, String>... settings) {
        Map<String, String> all = new LinkedHashMap<>();
        for (Map<String, String> some : settings) {
            all.putAll(some);
        }
        return Map.copyOf(all);
    }
}
