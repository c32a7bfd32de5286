package org.osnas.core.internal.work;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.osnas.api.score.Scorer;
import org.osnas.core.agent.MainAgent;
import org.osnas.core.agent.Run;
import org.osnas.core.agent.RunControl;
import org.osnas.core.agent.TrainedSupernet;
import org.osnas.core.config.RunConfig;
import org.osnas.core.internal.job.JobKind;
import org.osnas.core.registry.Registry;
import org.osnas.core.run.RunFolder;
import org.osnas.core.stop.StopSignal;
import org.osnas.engine.setup.ProcessSetup;

/** Shares of a population, scored by what the run of a folder scores by; its supernet is loaded once. */
public final class ScoreJobs implements JobKind {

    @Override
    public String name() {
        return MainAgent.SCORES;
    }

    @Override
    public Work open(JsonNode common) throws IOException {
        ProcessSetup.apply();
        RunFolder folder = RunFolder.read(Path.of(common.path("folder").asText()));
        Run run = RunConfig.resume(folder, Registry.standard());
        MainAgent agent = run.in(folder);
        RunControl control = RunControl.unattended();
        Optional<TrainedSupernet> supernet =
                run.wantsSupernet() ? Optional.of(agent.trainSupernet(control)) : Optional.empty();
        Scorer scorer = agent.scorer(supernet, control);
        return new Work() {
            @Override
            public ObjectNode run(JsonNode what, StopSignal stop) {
                stop.check();
                return MainAgent.scores(scorer, what);
            }

            @Override
            public void close() throws IOException {
                scorer.close();
                supernet.ifPresent(TrainedSupernet::close);
                run.close();
                folder.close();
            }
        };
    }
}
