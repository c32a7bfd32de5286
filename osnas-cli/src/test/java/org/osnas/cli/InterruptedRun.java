package org.osnas.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.osnas.api.search.Trial;
import org.osnas.core.agent.Run;
import org.osnas.core.config.ConfigFile;
import org.osnas.core.registry.Registry;
import org.osnas.core.run.RunFolder;
import org.osnas.core.stop.StoppedException;

/** A run that is stopped again and again, as by a person at the terminal. */
final class InterruptedRun {

    private InterruptedRun() {}

    /** Runs on until something happened, then stops; whether it reached the end. */
    static boolean advance(Path config, Path path) throws IOException {
        boolean begun = RunFolder.holdsRun(path);
        try (Run run = ConfigFile.load(config, List.of()).resolve(Registry.standard());
                RunFolder folder = begun ? RunFolder.open(path) : RunFolder.create(path)) {
            run.in(folder).run(new StopSoon().control());
            return true;
        } catch (StoppedException e) {
            return false;
        }
    }

    /**
     * Runs to the end with more than two stops, and requires that nothing differs from a run without one.
     *
     * @param whole folder of the run without a stop
     * @param stopped folder of the new run
     * @param files that have the same bytes, beside the result but for its times
     */
    static void requireTheSame(Path config, Path whole, Path stopped, String... files) throws IOException {
        int stops = 0;
        while (!Files.exists(stopped.resolve("result.json"))) {
            stops += advance(config, stopped) ? 0 : 1;
            assertThat(stops).as("every stop makes progress").isLessThan(20);
        }
        assertThat(stops).isGreaterThan(2);
        assertThat(result(stopped)).isEqualTo(result(whole));
        for (String file : files) {
            assertThat(Files.readAllBytes(stopped.resolve(file)))
                    .as(file)
                    .isEqualTo(Files.readAllBytes(whole.resolve(file)));
        }
    }

    /** The result of a run, without what differs from time to time. */
    static JsonNode result(Path folder) throws IOException {
        return ((ObjectNode) new ObjectMapper()
                        .readTree(folder.resolve("result.json").toFile()))
                .without(List.of("seconds", "crc"));
    }

    /** After three steps or one trial. */
    private static final class StopSoon extends StopAfterSteps {
        @Override
        public void trial(long done, Trial trial) {
            stop();
        }
    }
}
