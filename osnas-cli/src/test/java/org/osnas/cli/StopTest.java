package org.osnas.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.osnas.api.task.Dataflow;
import org.osnas.api.task.Task;
import org.osnas.core.agent.Run;
import org.osnas.core.agent.RunControl;
import org.osnas.core.agent.RunListener;
import org.osnas.core.config.RunConfig;
import org.osnas.core.registry.Registry;
import org.osnas.core.run.RunResult;
import org.osnas.core.run.RunStore;
import org.osnas.core.stop.StopSignal;
import org.osnas.core.stop.StoppedException;

/** A stop is honoured inside of a step, an evaluation and a wait for data, and loses no bits. */
class StopTest {

    @TempDir
    Path directory;

    private Run configured;
    private StopSignal stop;
    private int calls;

    @BeforeEach
    void data() throws IOException {
        configured = run("uniform");
    }

    private Run run(String strategy) throws IOException {
        return RunConfig.parse(
                        "run.yaml",
                        """
                        data: {name: idx, batch: 20, settings: {directory: %s, validation: 40, prefetch: 0}}
                        supernet: {strategy: %s, steps: 5, held-out: 0.25, recalibration-batches: 4}
                        search: {strategy: random, trials: 3, budget: {macs: 2.5e+5}}
                        retrain: {steps: 3}
                        """
                                .formatted(IdxFiles.write(directory.resolve("data")), strategy),
                        List.of())
                .resolve(Registry.standard());
    }

    @AfterEach
    void close() {
        configured.close();
    }

    /** The configured run, which tells of the calls of its agents and data. */
    private Run spied(Consumer<String> before) {
        return Run.of(
                        configured.space(),
                        Spy.on(Task.class, configured.task(), before),
                        Spy.on(Dataflow.class, configured.data(), before))
                .supernet(configured.trainingStrategy(), configured.supernet())
                .search(configured.searchStrategy(), configured.search())
                .retrain(configured.retrain())
                .seed(configured.seed())
                .describedAs(configured.description());
    }

    /** Runs with a signal that leaves steps no time. */
    private RunResult run(Run run, RunStore store) throws IOException {
        stop = new StopSignal(Duration.ZERO);
        calls = 0;
        return run.in(store).run(new RunControl(RunListener.NONE, stop));
    }

    private void stopAt(String call, int number, String called) {
        if (called.equals(call) && ++calls == number) {
            stop.request();
        }
    }

    @ParameterizedTest
    @CsvSource({"uniform,2,1", "fair,6,1", "differentiable,4,2"})
    void aStepThatIsNotFinishedIsUndoneAndWhatWasBeforeIsSaved(String strategy, int pass, int done) throws IOException {
        configured.close();
        configured = run(strategy);
        ObjectNode whole = bits(run(configured, RunStore.inMemory()));
        RunStore store = RunStore.inMemory();
        Run spied = spied(called -> stopAt("agent.step", pass, called));

        assertThatThrownBy(() -> run(spied, store))
                .isInstanceOf(StoppedException.class)
                .hasMessageStartingWith("Stopped in phase supernet at %d of 5", done);
        RunResult result = null;
        for (int stops = 1; result == null; stops++) {
            assertThat(stops).as("every attempt makes progress").isLessThan(20);
            try {
                result = run(spied, store);
            } catch (StoppedException e) {
                assertThat(stop.requested()).isTrue();
            }
        }

        assertThat(bits(result)).isEqualTo(whole);
    }

    @Test
    void recalibrationIsStoppedInItsMidst() throws IOException {
        RunStore store = RunStore.inMemory();
        int[] batches = new int[1];
        Run spied = spied(called -> {
            batches[0] += called.equals("calibration.next") ? 1 : 0;
            stopAt("calibration.next", 2, called);
        });

        assertThatThrownBy(() -> run(spied, store))
                .isInstanceOf(StoppedException.class)
                .hasMessageStartingWith("Stopped in phase search at 0 of 3");
        assertThat(batches[0]).as("batches of the four that were asked for").isEqualTo(2);
        assertThat(bits(run(configured, store))).isEqualTo(bits(run(configured, RunStore.inMemory())));
    }

    @Test
    void scoringAndTheEvaluationOfFinalistsAreStopped() throws IOException {
        RunStore store = RunStore.inMemory();
        assertThatThrownBy(() -> run(spied(called -> stopAt("evaluation.next", 2, called)), store))
                .isInstanceOf(StoppedException.class)
                .hasMessageStartingWith("Stopped in phase search at 0 of 3");
        // The validation images of the search are two batches; those of the finalist are two more.
        assertThatThrownBy(() -> run(spied(called -> stopAt("evaluation.next", 3, called)), store))
                .isInstanceOf(StoppedException.class)
                .hasMessageStartingWith("Stopped in phase retrain at 3 of 3");

        assertThat(bits(run(configured, store))).isEqualTo(bits(run(configured, RunStore.inMemory())));
    }

    @Test
    void aWaitForDataIsInterruptedAndTheTrainingIsSaved() throws IOException {
        RunStore store = RunStore.inMemory();
        Run spied = spied(called -> {
            if (called.equals("training.next") && ++calls == 3) {
                stop.request();
                waitForEver();
            }
        });

        assertThatThrownBy(() -> run(spied, store))
                .isInstanceOf(StoppedException.class)
                .hasMessageStartingWith("Stopped in phase supernet at 2 of 5");
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
        assertThat(bits(run(configured, store))).isEqualTo(bits(run(configured, RunStore.inMemory())));
    }

    private static void waitForEver() {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while waiting for a batch", e);
        }
    }

    private static ObjectNode bits(RunResult result) {
        return result.json().without("seconds");
    }
}
