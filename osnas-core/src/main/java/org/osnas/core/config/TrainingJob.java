package org.osnas.core.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.osnas.api.space.Architecture;
import org.osnas.core.agent.Phase;
import org.osnas.core.agent.RunControl;
import org.osnas.core.agent.RunException;
import org.osnas.core.compare.Rankings;
import org.osnas.core.internal.file.ValueJson;
import org.osnas.core.internal.job.OrderedJobs;
import org.osnas.core.job.JobBatch;
import org.osnas.core.run.Store;

/**
 * A supernet that is trained in some way and scores architectures, as a job.
 *
 * @param label of the way
 * @param steps of the training
 */
record TrainingJob(String label, long seed, long steps, List<Architecture> architectures) {

    TrainingJob {
        architectures = List.copyOf(architectures);
    }

    /** Takes what supernets say, in their order. */
    @FunctionalInterface
    interface Sink {
        void take(Rankings.Cell cell) throws IOException;
    }

    private JobBatch.Job job() {
        ObjectNode what = JsonNodeFactory.instance.objectNode();
        what.put("training", label);
        what.put("seed", seed);
        what.put("steps", steps);
        ArrayNode list = what.putArray("architectures");
        architectures.forEach(a -> list.add(ValueJson.choices(a)));
        return new JobBatch.Job("supernet by %s with seed %d".formatted(label, seed), what);
    }

    static TrainingJob parse(JsonNode what) {
        List<Architecture> architectures = new ArrayList<>();
        what.path("architectures").forEach(a -> architectures.add(Architecture.parse(a.toString())));
        return new TrainingJob(
                what.path("training").asText(),
                what.path("seed").asLong(),
                what.path("steps").asLong(),
                architectures);
    }

    /**
     * Runs jobs where the control says.
     *
     * @param folder of the comparison, which describes it
     * @throws RunException if some failed; the others were taken
     */
    static void run(List<TrainingJob> jobs, Path folder, Sink sink, RunControl control) throws IOException {
        if (jobs.isEmpty()) {
            return;
        }
        ObjectNode common = JsonNodeFactory.instance.objectNode();
        common.put("folder", folder.toAbsolutePath().toString());
        JobBatch batch = new JobBatch(
                ConfiguredTrainings.JOBS,
                common,
                jobs.stream().map(TrainingJob::job).toList());
        control.listener().begin(Phase.COMPARE, "supernets", 0, jobs.size());
        List<OrderedJobs.Failed> failed = new OrderedJobs(
                        batch,
                        Store.in(folder).checkpoint("early"),
                        (job, result) -> sink.take(Rankings.Cell.parse(result)),
                        (done, state) -> control.listener().progress(done, state))
                .run(control.jobs().orElseThrow(), control.stop());
        control.listener().end(Phase.COMPARE);
        if (!failed.isEmpty()) {
            throw RunException.jobsFailed(failed, jobs.size());
        }
    }
}
