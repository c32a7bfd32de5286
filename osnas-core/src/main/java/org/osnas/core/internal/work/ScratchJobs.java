package org.osnas.core.internal.work;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.osnas.api.random.Seeds;
import org.osnas.api.task.Dataflow;
import org.osnas.core.agent.Run;
import org.osnas.core.agent.ScratchTraining;
import org.osnas.core.config.RunConfig;
import org.osnas.core.internal.job.JobKind;
import org.osnas.core.registry.Registry;
import org.osnas.core.stop.StopSignal;
import org.osnas.engine.setup.ProcessSetup;

/** Trainings from scratch. */
public final class ScratchJobs implements JobKind {

    @Override
    public String name() {
        return ScratchTraining.JOBS;
    }

    @Override
    public Work open(JsonNode common) {
        ProcessSetup.apply();
        RunConfig config =
                RunConfig.parse("the job's configuration", common.path("config").asText(), List.of());
        Run run = config.resolve(Registry.standard());
        return new Trainings(common, config, run);
    }

    /** The run, and the data of the seed that was asked for last: jobs come seed by seed. */
    private static final class Trainings implements Work {

        private final JsonNode common;
        private final RunConfig config;
        private final Run run;
        private Optional<Dataflow> data = Optional.empty();
        private long seed;

        Trainings(JsonNode common, RunConfig config, Run run) {
            this.common = common;
            this.config = config;
            this.run = run;
        }

        @Override
        public ObjectNode run(JsonNode what, StopSignal stop) throws IOException {
            return ScratchTraining.job(
                    run, config.retrain(), common, what, data(what.path("seed").asLong(), stop), stop);
        }

        private Dataflow data(long wanted, StopSignal stop) {
            if (data.isEmpty() || seed != wanted) {
                closeData();
                data = Optional.of(stop.await(() -> run.dataSource().apply(Seeds.derive(wanted, "data", 0))));
                seed = wanted;
            }
            return data.get();
        }

        private void closeData() {
            data.filter(opened -> opened != run.data()).ifPresent(Dataflow::close);
            data = Optional.empty();
        }

        @Override
        public void close() {
            closeData();
            run.close();
        }
    }
}
