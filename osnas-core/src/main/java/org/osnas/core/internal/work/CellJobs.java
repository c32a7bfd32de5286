package org.osnas.core.internal.work;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import org.osnas.core.compare.CompareFolder;
import org.osnas.core.compare.Comparison;
import org.osnas.core.config.CompareConfig;
import org.osnas.core.config.ConfiguredComparison;
import org.osnas.core.internal.job.JobKind;
import org.osnas.core.registry.Registry;
import org.osnas.core.stop.StopSignal;
import org.osnas.engine.setup.ProcessSetup;

/** Searches of a comparison, with the table or the supernet that they search kept between two of them. */
public final class CellJobs implements JobKind {

    @Override
    public String name() {
        return Comparison.JOBS;
    }

    @Override
    public Work open(JsonNode common) throws IOException {
        CompareFolder folder = CompareFolder.read(Path.of(common.path("folder").asText()));
        CompareConfig config = CompareConfig.of(folder);
        if (config.subject() instanceof CompareConfig.RunSubject) {
            ProcessSetup.apply();
        }
        ConfiguredComparison.Searched searched = new ConfiguredComparison(config, Registry.standard()).searched(folder);
        return new Work() {
            @Override
            public ObjectNode run(JsonNode what, StopSignal stop) {
                return searched.comparison().job(searched.arena(), what, stop);
            }

            @Override
            public void close() throws IOException {
                searched.close();
                folder.close();
            }
        };
    }
}
