package org.osnas.core.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
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
    void goesOnFromACheckpointAsIfNeverStopped() throws IOException {
        LossCurve whole = new LossCurve(1000);
        LossCurve part = new LossCurve(1000);
        for (int step = 1; step <= 1000; step++) {
            whole.add(step, Math.sqrt(step));
            part.add(step, Math.sqrt(step));
            if (step % 7 == 0) {
                ObjectNode header = JsonNodeFactory.instance.objectNode();
                part.write(header);
                part.add(step + 1, 1e9);
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
        assertThat(LossCurve.of(checkpoint)).isEqualTo(whole.points());
    }
}
