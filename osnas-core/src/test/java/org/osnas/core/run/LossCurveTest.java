package org.osnas.core.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LossCurveTest {

    @TempDir
    Path directory;

    @Test
    void holdsTheMeanOfEachSpan() {
        LossCurve curve = new LossCurve(401);
        for (int step = 1; step <= 401; step++) {
            curve.add(step, step);
        }
        assertThat(curve.points()).hasSize(134).startsWith(new LossCurve.Point(3, 2), new LossCurve.Point(6, 5));
        assertThat(curve.points().get(133)).as("the rest").isEqualTo(new LossCurve.Point(401, 400.5));
    }

    @Test
    void saysThatNothingWasLearned() {
        assertThat(curve(100, step -> 2.3 / step).lesson()).isEmpty();
        assertThat(curve(100, step -> 2.3 + 0.01 * step).lesson())
                .hasValueSatisfying(lesson -> assertThat(lesson).contains("2.3100 at first", "3.2550 at the end"));
        assertThat(curve(20, step -> 2.3 + 0.01 * step).lesson())
                .as("of few steps little can be said")
                .isEmpty();
    }

    private static LossCurve curve(int steps, IntToDoubleFunction loss) {
        LossCurve curve = new LossCurve(steps);
        for (int step = 1; step <= steps; step++) {
            curve.add(step, loss.applyAsDouble(step));
        }
        return curve;
    }

    @Test
    void goesOnFromACheckpointAsIfNeverStopped() throws IOException {
        LossCurve whole = new LossCurve(1000);
        LossCurve part = new LossCurve(1000);
        for (int step = 1; step <= 1000; step++) {
            whole.add(step, Math.sqrt(step));
            part.add(step, Math.sqrt(step));
            if (step % 500 == 0) {
                whole.score(step, step / 1000.0);
                part.score(step, step / 1000.0);
            }
            if (step % 7 == 0) {
                ObjectNode header = JsonNodeFactory.instance.objectNode();
                part.write(header);
                part.add(step + 1, 1e9);
                part.score(step + 1, 1);
                part.read(header);
            }
        }
        assertThat(part.points()).isEqualTo(whole.points());
        Path file = directory.resolve("supernet.osnas");
        FileCheckpoint checkpoint = new FileCheckpoint(file);
        assertThat(LossCurve.of(checkpoint)).isEmpty();
        ObjectNode header = JsonNodeFactory.instance.objectNode();
        part.write(header);
        CheckpointFile.write(file, header, out -> out.writeInt(1));
        assertThat(LossCurve.of(checkpoint).orElseThrow().losses()).isEqualTo(whole.points());
        assertThat(LossCurve.of(checkpoint).orElseThrow().scores())
                .containsExactly(new LossCurve.Score(500, 0.5), new LossCurve.Score(1000, 1));
    }
}
