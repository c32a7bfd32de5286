package org.osnas.core.internal.job;

import org.osnas.api.spi.Settings;
import org.osnas.core.job.JobRunnerProvider;

/** Provides {@link ProcessRunner}. */
public final class ProcessRunnerProvider implements JobRunnerProvider {

    private static final int MOST = 4096;

    @Override
    public String name() {
        return "processes";
    }

    @Override
    public String description() {
        return "child processes of this machine";
    }

    @Override
    public Opener create(Settings settings) {
        int processors = Runtime.getRuntime().availableProcessors();
        int threads = settings.about("threads of each job, on which its bits depend (else as OSNAS_THREADS says, or 1)")
                .integer("threads", 1, MOST)
                .orElse(Integer.getInteger("osnas.threads", 1));
        int processes = settings.about("jobs at a time (else as many as there are processors for)")
                .integer("jobs", 1, MOST)
                .orElse(Math.max(1, processors / threads));
        return () -> new ProcessRunner(processes, threads);
    }
}
