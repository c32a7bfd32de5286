package org.osnas.core.internal.work;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import org.osnas.core.agent.MainAgent;
import org.osnas.core.agent.Run;
import org.osnas.core.config.RunConfig;
import org.osnas.core.internal.job.JobKind;
import org.osnas.core.registry.Registry;
import org.osnas.core.run.RunFolder;
import org.osnas.core.stop.StopSignal;
import org.osnas.engine.setup.ProcessSetup;

/** Trainings of the finalists of the run of a folder. */
public final class FinalistJobs implements JobKind {

    @Override
    public String name() {
        return MainAgent.FINALISTS;
    }

    @Override
    public Work open(JsonNode common) throws IOException {
        ProcessSetup.apply();
        RunFolder folder = RunFolder.read(Path.of(common.path("folder").asText()));
        Run run = RunConfig.resume(folder, Registry.standard());
        return new Work() {
            @Override
            public ObjectNode run(JsonNode what, StopSignal stop) throws IOException {
                return run.in(folder).trainFinalist(what, stop);
            }

            @Override
            public void close() throws IOException {
                run.close();
                folder.close();
            }
        };
    }
}
