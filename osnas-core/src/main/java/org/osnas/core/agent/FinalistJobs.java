package org.osnas.core.agent;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.osnas.api.search.Trial;
import org.osnas.api.space.Architecture;
import org.osnas.core.internal.file.ValueJson;
import org.osnas.core.internal.job.OrderedJobs;
import org.osnas.core.job.JobBatch;
import org.osnas.core.job.JobRunner;
import org.osnas.core.run.RunDescription;
import org.osnas.core.run.Store;

/**
 * Trains finalists side by side, each in a job that leaves the state of its training in the folder of the run. Whoever
 * evaluates them goes on from there as after an interruption, so that nothing but the time depends on where they trained.
 */
record FinalistJobs(BegunRun begun, Path folder, JobRunner runner) {

    /** None if there are no jobs, or other processes cannot make the run. */
    static Optional<FinalistJobs> of(BegunRun begun) {
        Optional<Path> folder = begun.store().folder();
        Optional<JobRunner> runner = begun.control().jobs();
        boolean configured = begun.run().description().file().equals(RunDescription.CONFIG);
        boolean trains = begun.run().retrain().from() != RetrainSettings.From.NONE;
        return configured && trains && folder.isPresent() && runner.isPresent()
                ? Optional.of(new FinalistJobs(begun, folder.get().toAbsolutePath(), runner.get()))
                : Optional.empty();
    }

    /**
     * Trains them to the end; one alone is left to this process.
     *
     * @throws RunException if jobs failed; what the others trained is kept
     */
    void train(List<Trial> chosen) throws IOException {
        int all = chosen.size();
        if (all < 2) {
            return;
        }
        RunListener listener = begun.control().listener();
        listener.begin(Phase.RETRAIN, all + " networks", 0, all);
        begun.control().requireGoingOn(Phase.RETRAIN, 0, all);
        ObjectNode common = JsonNodeFactory.instance.objectNode();
        common.put("folder", folder.toString());
        List<JobBatch.Job> jobs =
                chosen.stream().map(trial -> job(trial.architecture())).toList();
        List<OrderedJobs.Failed> failed = new OrderedJobs(
                        new JobBatch(MainAgent.FINALISTS, common, jobs),
                        Store.inMemory().checkpoint("early"),
                        (job, result) -> {},
                        listener::progress)
                .run(runner, begun.control().stop());
        if (!failed.isEmpty()) {
            throw RunException.jobsFailed(failed, all);
        }
        listener.end(Phase.RETRAIN);
    }

    private static JobBatch.Job job(Architecture architecture) {
        ObjectNode what = JsonNodeFactory.instance.objectNode();
        what.set("architecture", ValueJson.choices(architecture));
        return new JobBatch.Job("retraining of " + architecture, what);
    }

    /** Does one of the jobs, in the process that it was sent to. */
    static ObjectNode run(BegunRun begun, JsonNode what) throws IOException {
        Architecture architecture = Architecture.parse(what.path("architecture").toString());
        FinalistNetworks networks = new FinalistNetworks(begun);
        Path folder = begun.store().folder().orElseThrow();
        String name = networks.stateName(architecture);
        try (JobState mine = JobState.take(folder, name, true)) {
            networks.train(architecture, mine.checkpoint());
        }
        return JsonNodeFactory.instance.objectNode();
    }
}
