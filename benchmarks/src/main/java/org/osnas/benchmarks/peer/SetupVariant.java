package org.osnas.benchmarks.peer;

import java.util.Map;

/** Ways to set up a process that trains. */
enum SetupVariant {
    /** The C library's and OpenMP's own ways. */
    NONE("none", Map.of(), ContenderKind.OSNAS_AS_STARTED),
    ALLOCATOR("allocator alone", ProcessSettings.ALLOCATOR, ContenderKind.OSNAS_AS_STARTED),
    OPENMP("OpenMP alone", ProcessSettings.OPENMP_SINGLE, ContenderKind.OSNAS_AS_STARTED),
    /** As the launcher starts the JVM. */
    ENVIRONMENT(
            "launcher's environment",
            ProcessSettings.together(ProcessSettings.ALLOCATOR, ProcessSettings.OPENMP_SINGLE),
            ContenderKind.OSNAS_AS_STARTED),
    /** As a program does it that embeds the library. */
    CALL("ProcessSetup.apply()", Map.of(), ContenderKind.OSNAS);

    private final String label;
    private final Map<String, String> environment;
    private final ContenderKind kind;

    SetupVariant(String label, Map<String, String> environment, ContenderKind kind) {
        this.label = label;
        this.environment = environment;
        this.kind = kind;
    }

    String label() {
        return label;
    }

    /** The settings of {@link ProcessSettings} that the process has. */
    Map<String, String> environment() {
        return environment;
    }

    ContenderKind kind() {
        return kind;
    }
}
