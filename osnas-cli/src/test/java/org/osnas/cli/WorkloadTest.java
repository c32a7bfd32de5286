package org.osnas.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.osnas.api.task.Batch;
import org.osnas.api.task.DataDescription;
import org.osnas.api.task.Dataflow;
import org.osnas.api.task.Split;
import org.osnas.core.agent.Run;
import org.osnas.core.agent.RunListener;
import org.osnas.core.config.ConfigFile;

/** What {@code osnas check} counts is what a run reads, batch by batch. */
class WorkloadTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{steps: 7}",
                "{steps: 7, finalists: 2}",
                "{steps: 7, validate-every: 3}",
                "{steps: 7, validate-every: 7, keep: last}",
                "{epochs: 2, keep: best}",
                "{steps: 4, average: 0.9, validate-every: 2}",
                "{steps: 4, average: 0.9}",
                "{steps: 4, accumulate: 2, validate-every: 3}",
                "{from: inherited, steps: 4, finalists: 2}",
                "{steps: 4, finalists: 2, distil: {from: own}}",
                "{from: none, finalists: 3}"
            })
    void aRunReadsWhatIsCounted(String retrain) throws IOException {
        Path config = Files.writeString(
                folder.resolve("run.yaml"),
                """
                space: mbconv-micro
                data: {name: idx, batch: 8, settings: {directory: %s, validation: 20}}
                supernet: {steps: 3, recalibration-batches: 2}
                search: {strategy: random, trials: 4, batch: 1}
                retrain: %s
                """
                        .formatted(IdxFiles.write(folder.resolve("data")), retrain));
        try (Run resolved = ConfigFile.load(config, List.of()).resolve(StrategyMatrix.REGISTRY)) {
            Counted data = new Counted(resolved.data());
            Run run = Run.of(resolved.space(), resolved.task(), data)
                    .supernet(resolved.trainingStrategy(), resolved.supernet())
                    .search(resolved.searchStrategy(), resolved.search())
                    .retrain(resolved.retrain())
                    .seed(resolved.seed());
            Workload work = Workload.of(run, false);
            run.inMemory().run(RunListener.NONE);

            assertThat(data.trainingBatches).isEqualTo(work.supernetSteps() + work.networks() * work.networkBatches());
            assertThat(data.calibrated + data.evaluated.get(Split.VALIDATION) + data.evaluated.get(Split.TEST))
                    .isEqualTo(work.scoredImages()
                            + work.networks() * (work.validatedImages() + work.evaluatedImages())
                            + work.inheritedImages());
        }
    }

    /** Counts what is read of other data. */
    private static final class Counted implements Dataflow {
        private final Dataflow data;
        private final Map<Split, Long> evaluated = new EnumMap<>(Split.class);
        private long trainingBatches;
        private long calibrated;

        Counted(Dataflow data) {
            this.data = data;
        }

        @Override
        public DataDescription description() {
            return data.description();
        }

        @Override
        public int size(Split split) {
            return data.size(split);
        }

        @Override
        public int batchSize() {
            return data.batchSize();
        }

        @Override
        public BatchStream training(long firstStep) {
            return counting(data.training(firstStep), batch -> trainingBatches++);
        }

        @Override
        public BatchStream evaluation(Split split) {
            return counting(data.evaluation(split), batch -> evaluated.merge(split, (long) batch.size(), Long::sum));
        }

        @Override
        public BatchStream calibration(int batches) {
            return counting(data.calibration(batches), batch -> calibrated += batch.size());
        }

        @Override
        public void close() {
            data.close();
        }

        private static BatchStream counting(BatchStream stream, java.util.function.Consumer<Batch> count) {
            return new BatchStream() {
                @Override
                public boolean hasNext() {
                    return stream.hasNext();
                }

                @Override
                public Batch next() {
                    Batch batch = stream.next();
                    count.accept(batch);
                    return batch;
                }

                @Override
                public void close() {
                    stream.close();
                }
            };
        }
    }
}
