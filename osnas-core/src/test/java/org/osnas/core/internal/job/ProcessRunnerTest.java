package org.osnas.core.internal.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osnas.core.internal.job.SquareJobs.Fate;
import org.osnas.core.job.JobBatch;
import org.osnas.core.run.Checkpoint;
import org.osnas.core.run.Store;
import org.osnas.core.stop.StopSignal;
import org.osnas.core.stop.StoppedException;

/** Jobs in child processes, which are killed. */
class ProcessRunnerTest {

    @TempDir
    Path folder;

    private final ProcessRunner runner = new ProcessRunner(2, 1);
    private final StopSignal stop = new StopSignal();
    private final Checkpoint early = Store.inMemory().checkpoint("early");
    private final List<Integer> results = new ArrayList<>();
    private final List<String> progress = new ArrayList<>();

    @AfterEach
    void close() {
        runner.close();
    }

    private List<OrderedJobs.Failed> run(JobBatch.Job... jobs) throws IOException {
        return new OrderedJobs(
                        new JobBatch("square", SquareJobs.common(folder), List.of(jobs)),
                        early,
                        this::take,
                        (done, state) -> progress.add(done + ", " + state))
                .run(runner, stop);
    }

    private void take(int job, JsonNode result) {
        results.add(result.path("square").asInt());
    }

    @Test
    void resultsComeInTheOrderOfTheJobsAlsoWhereProcessesAreKilled() throws IOException {
        assertThat(run(
                        SquareJobs.of(1, Fate.KILLED_TWICE),
                        SquareJobs.of(2, Fate.NONE),
                        SquareJobs.of(3, Fate.NONE),
                        SquareJobs.of(4, Fate.NONE),
                        SquareJobs.of(5, Fate.NONE)))
                .isEmpty();
        assertThat(results).containsExactly(1, 4, 9, 16, 25);
        assertThat(progress).hasSize(5).last().isEqualTo("5, 0 running, 2 begun again");
        assertThat(early.exists()).isFalse();
    }

    @Test
    void whatAlwaysFailsIsNamedAndTheOthersAreKept() throws IOException {
        List<OrderedJobs.Failed> failed = run(
                SquareJobs.of(1, Fate.ALWAYS_KILLED),
                SquareJobs.of(2, Fate.NONE),
                SquareJobs.of(3, Fate.FAILS),
                SquareJobs.of(4, Fate.NONE));
        assertThat(failed).extracting(f -> f.job().name()).containsExactly("square of 1", "square of 3");
        assertThat(failed.get(0).reason()).contains("ended 3 times", "status 137");
        assertThat(failed.get(1).reason()).isEqualTo("there is no such square");
        assertThat(results).containsExactly(4, 16);
    }

    @Test
    void aStopLosesNoResultThatWasThere() throws IOException {
        assertThatThrownBy(() -> new OrderedJobs(
                                new JobBatch(
                                        "square",
                                        SquareJobs.common(folder),
                                        List.of(SquareJobs.of(1, Fate.ENDLESS), SquareJobs.of(2, Fate.NONE))),
                                early,
                                this::take,
                                (done, state) -> stop.request())
                        .run(runner, stop))
                .isInstanceOf(StoppedException.class);
        assertThat(results).isEmpty();
        assertThat(early.exists()).isTrue();
        JobBatch again = new JobBatch(
                "square",
                SquareJobs.common(folder),
                // It would fail now, but its result is known.
                List.of(SquareJobs.of(1, Fate.NONE), SquareJobs.of(2, Fate.FAILS)));
        assertThat(new OrderedJobs(again, early, this::take, (done, state) -> {}).run(runner, new StopSignal()))
                .isEmpty();
        assertThat(results).containsExactly(1, 4);
    }

    @Test
    void aKindThatIsNotThereFailsEachJob() throws IOException {
        List<OrderedJobs.Failed> failed = new OrderedJobs(
                        new JobBatch("cube", SquareJobs.common(folder), List.of(SquareJobs.of(1, Fate.NONE))),
                        early,
                        this::take,
                        (done, state) -> {})
                .run(runner, stop);
        assertThat(failed).singleElement().satisfies(f -> assertThat(f.reason()).contains("'cube'"));
    }
}
