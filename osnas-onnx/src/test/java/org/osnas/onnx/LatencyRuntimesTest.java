package org.osnas.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osnas.api.cost.Conditions;
import org.osnas.api.cost.LatencyRuntime;
import org.osnas.api.space.Block;
import org.osnas.api.space.ChoiceLayer;
import org.osnas.api.space.Conv2d;
import org.osnas.api.space.GlobalAveragePool;
import org.osnas.api.space.Linear;
import org.osnas.api.space.SearchSpace;
import org.osnas.api.space.Shape;
import org.osnas.api.space.StandaloneNetwork;
import org.osnas.api.spi.BadInputException;
import org.osnas.core.supernet.Supernet;

/** The runtimes that measure: each gives a time for every network, twice. */
class LatencyRuntimesTest {

    @TempDir
    Path folder;

    private static Supplier<StandaloneNetwork> network(int width) {
        return () -> {
            SearchSpace space = SearchSpace.classifier(
                    "w" + width,
                    new Shape(6, 6, 2),
                    3,
                    Block.sequence("stem", Conv2d.of(2, width, 3, 1)),
                    List.of(ChoiceLayer.of(Block.sequence("skip"))),
                    Block.sequence("head", new GlobalAveragePool(), new Linear(width, 3, true)));
            try (Supernet network = Supernet.create(space, 1)) {
                return network.standalone(Networks.only(network));
            }
        };
    }

    private static void requireTimes(LatencyRuntime runtime) {
        double[][] millis = runtime.millis(List.of(network(4), network(8), network(4)), new Conditions(2, 1), 2);
        assertThat(millis).hasDimensions(2, 3);
        assertThat(Arrays.stream(millis).flatMapToDouble(Arrays::stream)).allMatch(m -> m > 0 && m < 1e9);
    }

    private Path program(String body) throws IOException {
        Path file = Files.writeString(folder.resolve("measure.sh"), "#!/bin/sh\n" + body);
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    @Test
    void onnxRuntimeMeasures() {
        requireTimes(new OnnxRuntimeLatency());
    }

    @Test
    void manyNetworksAreMeasuredInPartsAndKeepTheirOrder() {
        List<Supplier<StandaloneNetwork>> many = new ArrayList<>();
        for (int i = 0; i < 83; i++) {
            many.add(network(i == 81 ? 4000 : 4));
        }
        double[][] millis = new OnnxRuntimeLatency().millis(many, new Conditions(1, 1), 1);
        assertThat(millis).hasDimensions(2, 83);
        assertThat(Arrays.stream(millis[0]).filter(m -> m > 0 && Double.isFinite(m)))
                .hasSize(83);
        assertThat(millis[0][81]).as("a thousand times the work").isGreaterThan(5 * millis[0][80]);
    }

    @Test
    void aProgramMeasuresFilesItIsGiven() throws IOException {
        ProgramLatency runtime = new ProgramLatency(
                program(
                        """
                test "$1 $2 $3" = "2 1 7" || exit 3
                shift 3
                for f in "$@"; do wc -c < "$f"; done
                """));
        double[][] sizes = runtime.millis(List.of(network(4), network(8), network(4)), new Conditions(2, 1), 7);
        assertThat(sizes[0]).isEqualTo(sizes[1]);
        // 18 weights of the convolution and 3 of the head for each channel.
        assertThat(sizes[0][1] - sizes[0][0]).isBetween(4.0 * 4 * 21, 4.0 * 4 * 21 + 16);
        assertThat(sizes[0][2]).isEqualTo(sizes[0][0]);
        assertThat(runtime.name()).isEqualTo("program measure.sh");
    }

    @Test
    void whatAProgramDoesWrongIsSaid() throws IOException {
        refused("exit 3", "status 3");
        refused("echo 1", "1 lines for 3 files");
        refused("echo 1; echo x; echo 2", "'x'");
        assertThatThrownBy(() -> new ProgramLatency(folder.resolve("nothing")))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("can be executed");
    }

    private void refused(String body, String message) throws IOException {
        ProgramLatency runtime = new ProgramLatency(program(body));
        assertThatThrownBy(() -> requireTimes(runtime))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining(message);
    }
}
