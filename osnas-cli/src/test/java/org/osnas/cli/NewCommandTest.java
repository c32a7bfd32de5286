package org.osnas.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.osnas.cli.CommandRun.osnas;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

/** A project of every kind is begun, compiled, held to its contract, and found by the commands as a plug-in. */
class NewCommandTest {

    @TempDir
    Path directory;

    @ParameterizedTest
    @EnumSource
    void aNewProjectCompilesPassesItsContractAndIsFoundByName(PluginKind kind) throws Exception {
        String name = "my-" + kind;
        Path project = directory.resolve(name);

        CommandRun command = osnas("new", kind.toString(), name, "-o", project.toString());

        assertThat(command.status()).as(command.err()).isZero();
        assertThat(command.out()).contains("mvn package", "./osnas search -c examples/tiny.yaml", "--plugin");
        try (Stream<Path> files = Files.walk(project).filter(Files::isRegularFile)) {
            assertThat(files)
                    .hasSize(6)
                    .allSatisfy(file -> assertThat(file).content().doesNotContainPattern("@[A-Z]+@"));
        }
        BuiltPlugin.compile(project);
        TestExecutionSummary summary = runTests(project, new PluginProject(kind, name).mainClass() + "Test");
        assertThat(summary.getFailures())
                .extracting(f -> f.getTestIdentifier() + ": " + f.getException())
                .isEmpty();
        assertThat(summary.getTestsSucceededCount()).isGreaterThanOrEqualTo(5);
        CommandRun list = osnas(
                "list", "--json", "--plugin", BuiltPlugin.jar(project, "plugin").toString());
        assertThat(list.status()).as(list.err()).isZero();
        assertThat(list.out()).contains("\"" + name + "\"");
        assertThat(osnas("list", "--json").out()).doesNotContain("\"" + name + "\"");
    }

    /** A project as it is begun, as a jar. */
    private String plugin(String kind) throws Exception {
        Path project = directory.resolve("mine");
        osnas("new", kind, "mine", "-o", project.toString());
        BuiltPlugin.compile(project);
        return BuiltPlugin.jar(project, "plugin").toString();
    }

    private Path config(String components, String retrain) throws IOException {
        return Files.writeString(
                directory.resolve("mine.yaml"),
                """
                %s
                data: {name: idx, batch: 20, settings: {directory: %s, validation: 40}}
                supernet: {steps: 2, recalibration-batches: 1}
                search: {strategy: random, trials: 2}
                retrain: %s
                """
                        .formatted(components, IdxFiles.write(directory.resolve("data")), retrain));
    }

    @Test
    void aPluggedInSpaceHasItsCosts() throws Exception {
        CommandRun cost = osnas("cost", "--space", "mine", "--json", "--plugin", plugin("space"));

        assertThat(cost.status()).as(cost.err()).isZero();
        assertThat(cost.out()).contains("\"size\"", "\"4096\"");
    }

    @Test
    void aPluggedInTaskTrainsItsOwnHead() throws Exception {
        String plugin = plugin("task");
        Path config = config("space: mbconv-micro\ntask: mine", "{steps: 2}");
        CommandRun search = osnas(
                "search", "--json", "-c", config.toString(), "-o", "" + directory.resolve("run"), "--plugin", plugin);
        assertThat(search.status()).as(search.err()).isZero();
        assertThat(search.out()).contains("\"weights\":\"retrained\"", "\"balanced_accuracy\"");
        JsonNode result = new ObjectMapper().readTree(search.out());
        String architecture = result.path("architecture").toString().replaceAll("[\\[\\]]", "");
        CommandRun plain =
                osnas("cost", "--space", "mbconv-micro", "--input", "12x12x1", "--arch", architecture, "--json");
        double usual = new ObjectMapper()
                .readTree(plain.out())
                .path("architectures")
                .get(0)
                .path("params")
                .asDouble();
        // Its head has a hidden layer of 32, so that of c channels come 32 c + 64 + 330 weights in place of 10 c + 10.
        assertThat(result.path("cost").path("params").asDouble() - usual - 384)
                .isPositive()
                .matches(more -> more % 22 == 0);
    }

    @Test
    void aRunKnowsThePluginsThatItNeedsAndSaysWhichIsMissing() throws Exception {
        String plugin = plugin("space");
        Path config = config("space: mine", "none");
        String run = directory.resolve("run").toString();
        CommandRun search = osnas("search", "-c", config.toString(), "-o", run, "--plugin", plugin);
        assertThat(search.status()).as(search.err()).isZero();
        assertThat(Files.readString(Path.of(run, "environment.json")))
                .contains("\"plugins\"", "search space 'mine'", "in plugin.jar");

        String file = directory.resolve("net.onnx").toString();
        for (String[] command : new String[][] {
            {"export", run, "-o", file}, {"cost", run}, {"search", "--resume", "-o", run}, {"evaluate", run}
        }) {
            CommandRun missing = osnas(command);
            assertThat(missing.status()).isEqualTo(2);
            assertThat(missing.message())
                    .contains(
                            "was begun with search space 'mine' of ", " in plugin.jar, which is not there", "--plugin");
        }
        CommandRun export = osnas("export", run, "-o", file, "--plugin", plugin);
        assertThat(export.status()).as(export.err()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"MyClimb", "my_climb", "2fast", "a--b", "", "class", "object", "../x"})
    void namesThatCannotBeUsedAreRefused(String name) {
        CommandRun command =
                osnas("new", "space", name, "-o", directory.resolve("x").toString());

        assertThat(command.status()).isEqualTo(2);
        assertThat(command.message()).contains("'" + name + "'", "for example my-");
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void unknownKindsAndTakenFoldersAreRefused() throws IOException {
        CommandRun kind = osnas("new", "searchstrategy", "mine");
        Files.writeString(directory.resolve("notes.txt"), "mine");
        CommandRun taken = osnas("new", "space", "mine", "-o", directory.toString());

        assertThat(kind.status()).isEqualTo(2);
        assertThat(kind.message()).contains("'searchstrategy'", "search-strategy, training-strategy, space");
        assertThat(taken.status()).isEqualTo(2);
        assertThat(taken.message()).contains(directory + " exists already");
    }

    @Test
    void pluginsThatAreNoneAreRefused() throws IOException {
        Path text = Files.writeString(directory.resolve("text.jar"), "text");
        Path empty = directory.resolve("empty.jar");
        try (OutputStream out = Files.newOutputStream(empty);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.putNextEntry(new ZipEntry("nothing"));
        }

        assertThat(osnas("list", "--plugin", "no/such.jar").message()).contains("no/such.jar: there is no such file");
        assertThat(osnas("list", "--plugin", text.toString()).message()).contains(text + " is not a jar");
        assertThat(osnas("list", "--plugin", empty.toString()).message()).contains("registers no component");
        assertThat(osnas("list", "--plugin", empty.toString()).status()).isEqualTo(2);
    }

    private static TestExecutionSummary runTests(Path project, String testClass) throws Exception {
        ClassLoader before = Thread.currentThread().getContextClassLoader();
        URL[] urls = {BuiltPlugin.classes(project).toUri().toURL()};
        try (URLClassLoader loader = new URLClassLoader(urls, before)) {
            Thread.currentThread().setContextClassLoader(loader);
            SummaryGeneratingListener summary = new SummaryGeneratingListener();
            LauncherFactory.create()
                    .execute(
                            LauncherDiscoveryRequestBuilder.request()
                                    .selectors(selectClass(loader.loadClass(testClass)))
                                    .build(),
                            summary);
            return summary.getSummary();
        } finally {
            Thread.currentThread().setContextClassLoader(before);
        }
    }
}
