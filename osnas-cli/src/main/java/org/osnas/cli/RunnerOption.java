package org.osnas.cli;

import java.util.Optional;
import org.osnas.core.agent.RunControl;
import org.osnas.core.job.JobRunner;
import org.osnas.core.registry.ComponentRef;
import org.osnas.core.registry.Registry;
import picocli.CommandLine.Option;

/** Where the jobs of a command run: here, unless it is said, or the command is submitted to Spark. It decides nothing of what it gives. */
final class RunnerOption implements AutoCloseable {

    private static final String HERE = "local";

    @Option(
            names = "--runner",
            paramLabel = "NAME",
            description = "Where jobs run: local (default: here, one after another), processes, or"
                    + " '{name: processes, settings: {jobs: 8, threads: 1}}' (osnas list runners); the same results.")
    private String runner = System.getProperty(SubmitCommand.RUNNER, HERE);

    private Optional<JobRunner> opened = Optional.empty();

    /** The same control, with the runner that was named, which is open until this is closed. */
    RunControl in(RunControl control) {
        if (runner.equals(HERE)) {
            return control;
        }
        ComponentRef ref = ComponentRef.parse("--runner", runner);
        if (ref.name().equals(SubmitCommand.SPARK)) {
            SubmitCommand.requireSpark();
        }
        JobRunner jobs = Registry.standard().runner(ref).open();
        opened = Optional.of(jobs);
        control.listener().note("Jobs run in " + jobs.description());
        return new RunControl(control.listener(), control.stop(), Optional.of(jobs));
    }

    @Override
    public void close() {
        opened.ifPresent(JobRunner::close);
        opened = Optional.empty();
    }
}
