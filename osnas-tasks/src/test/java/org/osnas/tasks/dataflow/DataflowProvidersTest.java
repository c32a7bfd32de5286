package org.osnas.tasks.dataflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.osnas.api.space.Shape;
import org.osnas.api.spi.BadInputException;
import org.osnas.api.spi.Settings;
import org.osnas.api.task.Dataflow;
import org.osnas.api.task.DataflowProvider;
import org.osnas.api.task.Split;
import org.osnas.tasks.data.SmallFiles;

class DataflowProvidersTest {

    @TempDir
    Path folder;

    @Test
    void theBundledSubsetIsDividedByDefault() {
        try (Dataflow flow = create("fashion-mnist-subset", Map.of(), 64)) {
            assertThat(flow.size(Split.TRAIN)).isEqualTo(10_000);
            assertThat(flow.size(Split.VALIDATION)).isEqualTo(2_000);
            assertThat(flow.size(Split.TEST)).isEqualTo(2_000);
            assertThat(flow.input()).isEqualTo(new Shape(28, 28, 1));
            assertThat(flow.classes()).isEqualTo(10);
        }
    }

    @Test
    void idx() throws IOException {
        SmallFiles.idxFolder(folder, 20, 4, 3, 5, 2);
        try (Dataflow flow = create("idx", Map.of("directory", folder.toString(), "size", 6, "channels", 3), 4)) {
            assertThat(flow.input()).isEqualTo(new Shape(6, 6, 3));
            assertThat(flow.size(Split.VALIDATION)).isEqualTo(2);
        }
        assertThatThrownBy(() -> create("idx", Map.of("directory", folder.toString(), "classes", 1), 4))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("Set 'classes' to 2");
    }

    @Test
    void cifar10() throws IOException {
        SmallFiles.cifar10(folder);
        try (Dataflow flow = create("cifar10", Map.of("directory", folder.toString()), 4)) {
            assertThat(flow.input()).isEqualTo(new Shape(32, 32, 3));
            assertThat(flow.classes()).isEqualTo(10);
        }
        assertThatThrownBy(() -> create("cifar10", Map.of("directory", folder.toString(), "channels", 1), 4))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("channels is 1, but the images have 3");
    }

    @Test
    void cifar100() throws IOException {
        SmallFiles.cifar100(folder);
        try (Dataflow flow = create("cifar100", Map.of("directory", folder.toString()), 4)) {
            assertThat(flow.classes()).isEqualTo(100);
        }
        try (Dataflow flow = create("cifar100", Map.of("directory", folder.toString(), "labels", "coarse"), 4)) {
            assertThat(flow.classes()).isEqualTo(20);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"idx", "cifar10", "cifar100"})
    void theDirectoryIsNeeded(String name) {
        assertThatThrownBy(() -> create(name, Map.of(), 4))
                .isInstanceOf(BadInputException.class)
                .hasMessageContainingAll(name, "'directory'");
        assertThatThrownBy(() ->
                        create(name, Map.of("directory", folder.resolve("gone").toString()), 4))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("gone does not exist");
    }

    @ParameterizedTest
    @ValueSource(strings = {"fashion-mnist-subset", "idx", "cifar10", "cifar100"})
    void unknownKeysAreRefused(String name) {
        assertThatThrownBy(() -> create(name, Map.of("directory2", "x", "directory", "nowhere"), 4))
                .isInstanceOf(BadInputException.class)
                .hasMessageContainingAll("Unknown key", "directory2", "validation");
    }

    private static Dataflow create(String name, Map<String, Object> settings, int batchSize) {
        DataflowProvider provider = ServiceLoader.load(DataflowProvider.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(p -> p.name().equals(name))
                .findFirst()
                .orElseThrow();
        assertThat(provider.description()).isNotBlank();
        return provider.create(Settings.of("data", settings), batchSize, 5);
    }
}
