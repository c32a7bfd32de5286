package org.osnas.core.internal.work;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import org.osnas.core.compare.CompareFolder;
import org.osnas.core.config.ConfiguredTrainings;
import org.osnas.core.config.TrainingsConfig;
import org.osnas.core.internal.job.JobKind;
import org.osnas.core.registry.Registry;
import org.osnas.core.stop.StopSignal;
import org.osnas.engine.setup.ProcessSetup;

/** Supernets of a comparison of ways to train them. */
public final class TrainingJobs implements JobKind {

    @Override
    public String name() {
        return ConfiguredTrainings.JOBS;
    }

    @Override
    public Work open(JsonNode common) {
        ProcessSetup.apply();
        CompareFolder folder = CompareFolder.read(Path.of(common.path("folder").asText()));
        TrainingsConfig config = TrainingsConfig.of(folder).orElseThrow();
        ConfiguredTrainings trainings = new ConfiguredTrainings(config, Registry.standard());
        return new Work() {
            @Override
            public ObjectNode run(JsonNode what, StopSignal stop) throws IOException {
                return trainings.job(folder, what, stop);
            }

            @Override
            public void close() throws IOException {
                folder.close();
            }
        };
    }
}
