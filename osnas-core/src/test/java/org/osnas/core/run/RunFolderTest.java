package org.osnas.core.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osnas.api.cost.CostModel;
import org.osnas.api.cost.LookupTable;
import org.osnas.api.cost.Metric;
import org.osnas.api.space.Block;
import org.osnas.api.space.ChoiceLayer;
import org.osnas.api.space.Conv2d;
import org.osnas.api.space.GlobalAveragePool;
import org.osnas.api.space.Linear;
import org.osnas.api.space.SearchSpace;
import org.osnas.api.space.Shape;
import org.osnas.api.spi.BadInputException;
import org.osnas.api.task.DataDescription;
import org.osnas.core.cost.TableFile;
import org.osnas.core.file.DamagedException;
import org.osnas.core.internal.file.CheckedText;

class RunFolderTest {

    private static final DataDescription DATA = DataDescription.ofClasses(new Shape(8, 8, 3), List.of("cat", "dog"));

    @TempDir
    Path directory;

    private static final RunDescription CONFIG = RunDescription.configured("seed: 5\nspace: toy\n");

    private Path path;

    @BeforeEach
    void begin() throws IOException {
        path = directory.resolve("runs/one");
        try (RunFolder folder = RunFolder.create(path)) {
            folder.begin(CONFIG, 5, space(8), CostModel.analytic(space(8)), DATA);
        }
    }

    @Test
    void holdsConfigurationEnvironmentAndTables() throws IOException {
        try (RunFolder folder = RunFolder.open(path)) {
            assertThat(folder.description()).hasValue(CONFIG);
            folder.requireSpace(space(8));
        }
        assertThat(path.resolve("table-macs.json")).exists();
        assertThat(Files.readString(path.resolve("environment.json")))
                .contains(
                        "\"seed\" : 5", "\"backend\" : \"CpuBackend\"", "\"kernels\" : \"Java kernels", Version.nd4j());
    }

    @Test
    void tellsWhenSumsAreRoundedOtherwise() throws IOException {
        Path environment = path.resolve("environment.json");
        try (RunFolder folder = RunFolder.open(path)) {
            assertThat(folder.otherRounding()).isEmpty();
            String changed = CheckedText.json(environment, "")
                    .toString()
                    .replace("\"backend\":\"CpuBackend\"", "\"backend\":\"JCublasBackend\"")
                    .replace("\"processors\":", "\"processors\":9");
            Files.writeString(environment, CheckedText.document((ObjectNode) new ObjectMapper().readTree(changed)));
            int processors = Runtime.getRuntime().availableProcessors();
            assertThat(folder.otherRounding())
                    .hasValue("The run began elsewhere and goes on, but sums are rounded otherwise here:"
                            + " backend CpuBackend instead of JCublasBackend, processors " + processors
                            + " instead of 9" + processors);
        }
    }

    @Test
    void aFolderThatHoldsARunIsNotOverwritten() {
        assertThatThrownBy(() -> RunFolder.create(path))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("holds a run");
    }

    @Test
    void aFolderThatCannotBeWrittenIsRefused() throws IOException {
        Path file = Files.writeString(directory.resolve("file"), "");

        assertThatThrownBy(() -> RunFolder.create(file)).hasMessageContaining("is a file");
        assertThatThrownBy(() -> RunFolder.create(file.resolve("below")))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("cannot be written");
    }

    @Test
    void twoCommandsCannotUseOneFolder() throws IOException {
        try (RunFolder first = RunFolder.open(path)) {
            assertThat(first.path()).isEqualTo(path);
            assertThatThrownBy(() -> RunFolder.open(path)).hasMessageContaining("is in use by another command");
        }
        RunFolder.open(path).close();
    }

    @Test
    void anotherFormatIsRefused() throws IOException {
        Path environment = path.resolve("environment.json");
        Files.writeString(environment, Files.readString(environment).replace("\"format\" : 2", "\"format\" : 7"));

        assertThatThrownBy(() -> RunFolder.open(path))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("has format 7")
                .hasMessageContaining("reads format 2, whose files have checksums and say which run they belong to");
    }

    @Test
    void anotherSpaceIsRefusedNamingBoth() throws IOException {
        try (RunFolder folder = RunFolder.open(path)) {
            assertThatThrownBy(() -> folder.requireSpace(space(16)))
                    .isInstanceOf(BadInputException.class)
                    .hasMessageContaining("belongs to space toy at 8x8x1")
                    .hasMessageContaining("gives toy at 16x16x1");
        }
    }

    @Test
    void anotherDescriptionIsRefusedNamingTheDifference() throws IOException {
        try (RunFolder folder = RunFolder.open(path)) {
            RunDescription begun = folder.description().orElseThrow();

            assertThatThrownBy(
                            () -> begun.requireSame("Run folder x", RunDescription.configured("seed: 6\nspace: toy\n")))
                    .hasMessageContaining("was begun with 'seed: 5', but the configuration now says 'seed: 6'");
            assertThatThrownBy(() -> begun.requireSame("Run folder x", RunDescription.assembled("seed: 5")))
                    .hasMessageContaining("Run folder x was begun from a configuration");
        }
    }

    @Test
    void theCostsOfTheRunAreThoseOfItsTables() throws IOException {
        LookupTable latency = LookupTable.of(Metric.LATENCY, 0.1 + 0.2, new double[][] {{1.0 / 3, 2}}, space(8));
        LookupTable forged = LookupTable.of(Metric.MACS, 1, new double[][] {{1, 1}}, space(8));
        TableFile.write(path.resolve("table-latency.json"), latency, space(8));
        TableFile.write(path.resolve("table-macs.json"), forged, space(8));
        try (RunFolder folder = RunFolder.open(path)) {
            CostModel costs = folder.costs(space(8), Set.of());

            assertThat(costs.metrics()).containsExactly("params", "macs", "conv_macs", "activation-memory", "latency");
            assertThat(costs.table("latency").max()).isEqualTo(latency.max());
            assertThat(costs.table("macs").max())
                    .as("counted metrics are counted again")
                    .isEqualTo(CostModel.analytic(space(8)).table("macs").max());
            assertThatThrownBy(() -> folder.costs(space(16), Set.of()))
                    .isInstanceOf(BadInputException.class)
                    .hasMessageContaining("was made for space toy at 8x8x1")
                    .hasMessageContaining("is read for space toy at 16x16x1");
        }
    }

    @Test
    void filesThatAreNotAsTheyWereWrittenAreRefused() throws IOException {
        LookupTable latency = LookupTable.of(Metric.LATENCY, 0.5, new double[][] {{1, 2}}, space(8));
        TableFile.write(path.resolve("table-latency.json"), latency, space(8));
        try (RunFolder folder = RunFolder.open(path)) {
            folder.writeJson(
                    "result.json", new ObjectMapper().createObjectNode().put("score", 0.5));
            edit("table-latency.json", "0.5", "0.4");
            edit("result.json", "0.5", "0.4");
            edit("config.yaml", "seed: 5", "seed: 7");

            assertDamaged("table-latency.json", () -> folder.costs(space(8), Set.of()));
            assertDamaged("result.json", folder::result);
            assertDamaged("config.yaml", folder::description);
        }
        edit("environment.json", "toy", "toi");
        assertDamaged("environment.json", () -> RunFolder.open(path));
    }

    private void edit(String name, String before, String after) throws IOException {
        Path file = path.resolve(name);
        Files.writeString(file, Files.readString(file).replaceFirst(before, after));
    }

    private void assertDamaged(String name, ThrowableAssert.ThrowingCallable reading) {
        assertThatThrownBy(reading)
                .isInstanceOf(DamagedException.class)
                .hasMessageStartingWith(path.resolve(name) + " is damaged: its checksum is not that of its content.");
    }

    @Test
    void anEmptiedConfigurationIsRefused() throws IOException {
        Files.writeString(path.resolve("config.yaml"), "");

        try (RunFolder folder = RunFolder.open(path)) {
            assertThatThrownBy(folder::description)
                    .isInstanceOf(DamagedException.class)
                    .hasMessageContaining("config.yaml is damaged: it does not end with its checksum");
        }
    }

    @Test
    void checkpointsAreFoundByNameWhetherOrNotTheyHaveOneBefore() throws IOException {
        try (RunFolder folder = RunFolder.open(path)) {
            assertThat(folder.checkpoints("a")).isEmpty();
            for (String name : List.of("a-2", "a-1", "b", "a-1")) {
                folder.checkpoint(name)
                        .write(new ObjectMapper().createObjectNode().put("step", 1), out -> out.writeInt(1));
            }
            assertThat(folder.checkpoints("a")).containsExactly("a-1", "a-2");
            Files.delete(path.resolve("checkpoint/a-1.osnas"));
            assertThat(folder.checkpoints("a")).containsExactly("a-1", "a-2");
        }
    }

    @Test
    void aTableThatTheBudgetNeedsMustBeThere() throws IOException {
        Path other = directory.resolve("runs/other");
        try (RunFolder folder = RunFolder.create(other)) {
            folder.begin(CONFIG, 5, space(8), CostModel.analytic(space(8)), DATA);

            assertThatThrownBy(() -> folder.costs(space(8), Set.of("latency")))
                    .isInstanceOf(BadInputException.class)
                    .hasMessageContaining("There is no table " + other.resolve("table-latency.json"));
        }
    }

    @Test
    void aFolderWithoutRunIsRefused() {
        assertThatThrownBy(() -> RunFolder.open(directory))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("is not the folder of a run");
    }

    private static SearchSpace space(int size) {
        return SearchSpace.classifier(
                "toy",
                new Shape(size, size, 1),
                10,
                Block.sequence("stem", Conv2d.of(1, 4, 3, 1)),
                List.of(ChoiceLayer.of(
                        Block.sequence("k3", Conv2d.of(4, 4, 3, 1)), Block.sequence("k5", Conv2d.of(4, 4, 5, 1)))),
                Block.sequence("head", new GlobalAveragePool(), new Linear(4, 10, true)));
    }
}
