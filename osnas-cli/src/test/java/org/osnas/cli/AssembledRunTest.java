package org.osnas.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osnas.api.cost.Budget;
import org.osnas.api.spi.BadInputException;
import org.osnas.core.agent.Phase;
import org.osnas.core.agent.Run;
import org.osnas.core.agent.RunListener;
import org.osnas.core.agent.Steps;
import org.osnas.core.agent.Trials;
import org.osnas.core.config.RunConfig;
import org.osnas.core.registry.Registry;
import org.osnas.core.run.RunFolder;
import org.osnas.core.run.RunResult;
import org.osnas.core.run.RunStore;
import org.osnas.core.stop.StoppedException;
import org.osnas.strategies.search.RandomSearch;
import org.osnas.strategies.training.UniformTraining;

/** Runs that a program assembles, in memory and in folders, give what configured ones give. */
class AssembledRunTest {

    @TempDir
    Path directory;

    private RunConfig config;

    @BeforeEach
    void read() throws IOException {
        config = RunConfig.parse(
                "run.yaml",
                """
                data: {name: idx, batch: 20, settings: {directory: %s, validation: 40}}
                supernet: {steps: 6, held-out: 0.25, recalibration-batches: 2}
                search: {strategy: random, trials: 3, budget: {macs: 2.5e+5}}
                retrain: {steps: 3}
                """
                        .formatted(IdxFiles.write(directory.resolve("data"))),
                List.of());
    }

    @Test
    void valuesGiveTheBitsOfTheConfigurationThatNamesThem() throws IOException {
        try (Run configured = config.resolve(Registry.standard())) {
            RunResult inFolder;
            try (RunFolder folder = RunFolder.create(directory.resolve("run"))) {
                inFolder = configured.in(folder).run(RunListener.NONE);
            }
            Run assembled = Run.of(configured.space(), configured.task(), configured.data())
                    .supernet(new UniformTraining(false), Steps.of(6))
                    .search(new RandomSearch(), Trials.of(3), Budget.atMost("macs", 2.5e5))
                    .retrain(Steps.of(3));
            Run same = assembled.supernet(assembled.trainingStrategy(), configured.supernet());

            assertThat(bits(same.inMemory().run(RunListener.NONE))).isEqualTo(bits(inFolder));
        }
    }

    @Test
    void inMemoryAStoppedRunGoesOnToTheSameBits() throws IOException {
        RunConfig prepared = RunConfig.parse(
                "run.yaml",
                config.toYaml(),
                List.of("search.strategy=architecture-generator", "search.strategy.settings.steps=7"));
        try (Run run = prepared.resolve(Registry.standard())) {
            RunResult whole = run.inMemory().run(RunListener.NONE);
            RunStore store = RunStore.inMemory();
            Phases stopped = new Phases();
            RunResult result = null;
            for (int stops = 0; result == null; stops++) {
                assertThat(stops).as("every stop makes progress").isLessThan(20);
                try {
                    result = run.in(store).run(stopped.control());
                } catch (StoppedException e) {
                    assertThat(e).hasMessageStartingWith("Stopped in phase ");
                }
            }
            assertThat(bits(result)).isEqualTo(bits(whole));
            assertThat(stopped.begun).containsEntry(Phase.PREPARE, 6L);
            assertThat(store.bytes(RunStore.NETWORK)).isPresent();
        }
    }

    @Test
    void aFolderGoesOnWithTheSameValuesOnly() throws IOException {
        try (Run configured = config.resolve(Registry.standard())) {
            Run run = Run.of(configured.space(), configured.task(), configured.data())
                    .supernet(new UniformTraining(false), Steps.of(2))
                    .search(new RandomSearch(), Trials.of(2), Budget.NONE)
                    .retrain(Steps.of(2));
            Path path = directory.resolve("assembled");
            RunResult first;
            try (RunFolder folder = RunFolder.create(path)) {
                first = run.in(folder).run(RunListener.NONE);
            }
            try (RunFolder folder = RunFolder.open(path)) {
                assertThat(bits(run.in(folder).run(RunListener.NONE))).isEqualTo(bits(first));
                assertThatThrownBy(() -> run.seed(2).in(folder).run(RunListener.NONE))
                        .isInstanceOf(BadInputException.class)
                        .hasMessageContaining("seed: 1")
                        .hasMessageContaining("seed: 2");
                assertThatThrownBy(() -> RunConfig.of(folder)).hasMessageContaining("was begun by a program");
            }
        }
    }

    @Test
    void aRunKeepsWhatItsDataIsAndGoesOnWithTheSameDataOnly() throws IOException {
        RunStore store = RunStore.inMemory();
        try (Run run = config.resolve(Registry.standard())) {
            run.in(store).run(RunListener.NONE);
            assertThat(store.data()).hasValue(run.data().description());
        }
        IdxFiles.write(directory.resolve("data"), 205);
        try (Run changed = config.resolve(Registry.standard())) {
            assertThatThrownBy(() -> changed.in(store).run(RunListener.NONE))
                    .isInstanceOf(BadInputException.class)
                    .hasMessageContainingAll("The run in memory was made for other data", "normalisation");
        }
    }

    @Test
    void aRunWithoutStrategiesSaysWhatIsMissing() {
        try (Run configured = config.resolve(Registry.standard())) {
            Run bare = Run.of(configured.space(), configured.task(), configured.data());

            assertThatThrownBy(() -> bare.inMemory().run(RunListener.NONE))
                    .isInstanceOf(BadInputException.class)
                    .hasMessage("The run has no training strategy. Give one with supernet(…)");
        }
    }

    private static ObjectNode bits(RunResult result) {
        return result.json().without("seconds");
    }

    /** Stops soon, and keeps where phases last began. */
    private static final class Phases extends StopAfterSteps {
        private final Map<Phase, Long> begun = new EnumMap<>(Phase.class);

        @Override
        public void begin(Phase phase, String detail, long done, long total) {
            super.begin(phase, detail, done, total);
            if (done < total) {
                begun.put(phase, done);
            }
        }
    }
}
