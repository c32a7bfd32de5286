package org.osnas.core.internal.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osnas.api.cost.Conditions;
import org.osnas.api.space.Architecture;
import org.osnas.core.file.DamagedException;
import org.osnas.core.internal.deploy.Deployed.Figures;
import org.osnas.core.internal.deploy.Deployed.Latency;
import org.osnas.core.run.Store;
import org.osnas.core.run.WeightOrigin;

class DeployedLogTest {

    @TempDir
    Path directory;

    private static Deployed file(String name, int bits) {
        Figures floats = new Figures(
                1000,
                OptionalDouble.of(0.875),
                List.of(
                        new Latency(new Conditions(1, 2).on("onnxruntime"), 0.25, OptionalDouble.of(0.3)),
                        new Latency(new Conditions(8, 1), 2.5, OptionalDouble.empty())));
        Figures unknown = new Figures(300, OptionalDouble.empty(), List.of());
        return new Deployed(
                name,
                "onnx",
                bits,
                Architecture.of(1, 0, 2),
                WeightOrigin.FINETUNED,
                390,
                "accuracy",
                bits == 8 ? unknown : floats,
                bits == 8 ? Optional.of(floats) : Optional.empty());
    }

    @Test
    void whatWasNotedIsReadBackAndOfOneFileTheLastCounts() throws IOException {
        DeployedLog log = DeployedLog.of(Store.in(directory));
        log.add(file("net.onnx", 32));
        log.add(file("other.onnx", 32));
        log.add(file("net.onnx", 8));

        assertThat(DeployedLog.of(Store.in(directory)).latest())
                .containsExactly(file("other.onnx", 32), file("net.onnx", 8));
    }

    @Test
    void aChangedLineIsRefused() throws IOException {
        DeployedLog.of(Store.in(directory)).add(file("net.onnx", 32));
        Path file = directory.resolve(DeployedLog.FILE);
        Files.writeString(file, Files.readString(file).replace("0.875", "0.975"));

        assertThatThrownBy(() -> DeployedLog.of(Store.in(directory)))
                .isInstanceOf(DamagedException.class)
                .hasMessageContaining("Delete the file");
    }
}
