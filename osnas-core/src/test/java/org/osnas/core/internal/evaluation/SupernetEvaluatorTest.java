package org.osnas.core.internal.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.osnas.api.space.Architecture;
import org.osnas.api.task.Evaluation;
import org.osnas.api.task.Split;
import org.osnas.core.supernet.BatchNormMode;
import org.osnas.core.supernet.Supernet;
import org.osnas.core.supernet.TinyTask;
import org.osnas.core.supernet.TinyTraining;
import org.osnas.engine.internal.kernel.KernelThreads;

class SupernetEvaluatorTest {

    private static final List<Architecture> SOME = TinyTask.SOME;

    private static final TinyTraining TINY = new TinyTraining(TinyTask.space(), SOME);

    @Test
    void anyNumberOfThreadsGivesTheSameBitsOfTheSameWeights() {
        int before = KernelThreads.threads();
        Supernet supernet = TINY.trained(20);
        SupernetEvaluator evaluator = TINY.evaluator(supernet, BatchNormMode.RECALIBRATE);
        try {
            for (int steps : new int[] {20, 25}) {
                TINY.train(supernet, steps, steps + 5);
                KernelThreads.set(1);
                List<List<Float>> alone = outputs(evaluator);
                for (int threads : new int[] {2, 3}) {
                    KernelThreads.set(threads);
                    assertThat(outputs(evaluator)).isEqualTo(alone);
                    assertThat(supernet.network().ofThread(threads - 1).pool().lent())
                            .isZero();
                    assertThat(supernet.network().ofThread(threads - 1).pool().peakBytes())
                            .as("it took part")
                            .isPositive();
                }
            }
        } finally {
            KernelThreads.set(before);
        }
    }

    private static List<List<Float>> outputs(SupernetEvaluator evaluator) {
        return evaluator.evaluate(SOME, Split.VALIDATION).stream()
                .map(evaluation -> ((TinyTask.Collected) evaluation).values)
                .toList();
    }

    @Test
    void anArchitectureThatStopsEarlyKeepsItsOutputsAndTheOthersSeeNothingOfIt() {
        Supernet supernet = TINY.trained(20);
        for (BatchNormMode mode : BatchNormMode.values()) {
            SupernetEvaluator evaluator = TINY.evaluator(supernet, mode);
            List<Evaluation> whole = evaluator.evaluate(SOME, Split.VALIDATION);
            List<Evaluation> seen = new ArrayList<>();
            List<Evaluation> cut = evaluator.evaluate(SOME, Split.VALIDATION, (evaluation, batches) -> {
                seen.add(evaluation);
                int architecture = (seen.size() - 1) % SOME.size();
                return batches == 1 && (architecture == 1 || architecture == 3);
            });
            for (int a = 0; a < SOME.size(); a++) {
                List<Float> all = ((TinyTask.Collected) whole.get(a)).values;
                int length = a == 1 || a == 3 ? 16 * TinyTask.CLASSES : all.size();
                assertThat(((TinyTask.Collected) cut.get(a)).values)
                        .as("architecture %d, %s", a, mode)
                        .isEqualTo(all.subList(0, length));
            }
            assertThat(seen)
                    .as("asked after the first batch of five, then of three")
                    .hasSize(8);
        }
    }

    @Test
    void sharedPrefixesChangeNothing() {
        Supernet supernet = TINY.trained(30);
        for (BatchNormMode mode : BatchNormMode.values()) {
            TINY.assertTogetherIsAsAlone(supernet, mode);
        }
    }

    @Test
    void evaluationLeavesTheStateByteIdentical() throws IOException {
        Supernet supernet = TINY.trained(30);
        byte[] before = TINY.state(supernet);
        for (BatchNormMode mode : BatchNormMode.values()) {
            TINY.evaluator(supernet, mode).evaluate(SOME, Split.VALIDATION);
        }
        assertThat(TINY.state(supernet)).isEqualTo(before);
        assertThat(supernet.network().pool().lent()).isZero();
    }
}
