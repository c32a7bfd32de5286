package org.osnas.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.osnas.api.spi.BadInputException;
import org.osnas.core.agent.Run;
import org.osnas.core.config.ConfigFile;
import org.osnas.core.registry.Kind;

/**
 * Every search space and every task with every training strategy and every search strategy, on tiny data: each
 * combination runs to a scored architecture, or is refused before anything trains.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CombinationMatrixTest {

    /** Data of each kind; a task takes the first that it can learn from. */
    private static final List<String> DATA = List.of(
            "{name: fashion-mnist-subset, batch: 4, settings: {limit: 60, test-limit: 10, validation: 10}}",
            "{name: fashion-scenes, batch: 4, settings: {size: 32, scenes: 40, validation: 4, test: 4, clutter: 2}}",
            "{name: fashion-mnist-identities, batch: 16, settings: {limit: 200, test-limit: 100}}",
            "{name: image-csv, batch: 4, settings: {file: CSV, labels: values, validation: 0.2}}",
            "{name: image-csv, batch: 4, settings: {file: CSV, labels: yes-no, validation: 0.2}}");

    /** Tasks that need more than a name. */
    private static final Map<String, String> SETTINGS = Map.of(
            "object-detection", "{name: object-detection, settings: {width: 8}}",
            "verification", "{name: verification, settings: {size: 16}}");

    @TempDir
    static Path directory;

    private Path data;

    @BeforeAll
    void writeData() throws IOException {
        data = IdxFiles.write(directory.resolve("data"));
        StringBuilder csv = new StringBuilder("file,bright,odd\n");
        for (int i = 0; i < 60; i++) {
            BufferedImage image = new BufferedImage(12, 12, BufferedImage.TYPE_INT_RGB);
            image.setRGB(i % 12, 3, i * 0x040404);
            ImageIO.write(image, "png", directory.resolve(i + ".png").toFile());
            csv.append("%d.png,%d,%d%n".formatted(i, i / 30, i % 2));
        }
        Files.writeString(directory.resolve("labels.csv"), csv);
    }

    static Stream<String> spaces() {
        return StrategyMatrix.names(Kind.SPACE).stream();
    }

    /** Those beside the one of all spaces. */
    static Stream<String> tasks() {
        return StrategyMatrix.names(Kind.TASK).stream().filter(task -> !task.equals("image-classification"));
    }

    @ParameterizedTest
    @MethodSource("spaces")
    void everyCombinationRunsOrIsRefusedBeforeTraining(String space) throws IOException {
        StrategyMatrix.Outcome outcome = new StrategyMatrix(
                        directory,
                        space,
                        """
                        space: %s
                        data: {name: idx, batch: 4, settings: {directory: %s, validation: 8}}
                        """
                                .formatted(space, data))
                .run();
        assertThat(outcome.refused())
                .contains("uniform differentiable")
                .doesNotContain("differentiable differentiable");
        assertThat(outcome.withoutTeacher()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("tasks")
    void everyTaskRunsWithEveryStrategyOrIsRefusedBeforeTraining(String task) throws IOException {
        StrategyMatrix.Outcome outcome = new StrategyMatrix(directory, task, parts(task)).run();
        assertThat(outcome.refused())
                .contains("uniform differentiable")
                .doesNotContain("differentiable differentiable");
        assertThat(outcome.withoutTeacher()).allMatch(pair -> pair.startsWith("sandwich "));
        if (task.equals("object-detection")) {
            assertThat(outcome.withoutTeacher()).isEmpty();
        } else if (task.equals("object-detection-ssd")) {
            assertThat(outcome.withoutTeacher()).isNotEmpty();
        }
    }

    private static String parts(String task) throws IOException {
        for (String one : DATA) {
            String parts = "space: mbconv-micro\ntask: %s\ndata: %s\n"
                    .formatted(
                            SETTINGS.getOrDefault(task, task),
                            one.replace("CSV", directory.resolve("labels.csv").toString()));
            try (Run run = ConfigFile.load(Files.writeString(directory.resolve("parts.yaml"), parts), List.of())
                    .resolve(StrategyMatrix.REGISTRY)) {
                run.task().requireData(run.data().description());
                return parts;
            } catch (BadInputException e) {
                assertThat(e).hasMessageMatching("(?s).*(labels|boxes|identit|class).*");
            }
        }
        throw new AssertionError("No data for the task " + task);
    }
}
