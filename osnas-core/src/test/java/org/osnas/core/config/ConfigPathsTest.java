package org.osnas.core.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osnas.core.registry.Registry;
import org.osnas.yaml.Yaml;

class ConfigPathsTest {

    private final List<String> notes = new ArrayList<>();

    @TempDir
    Path folder;

    private Map<String, Object> absolute(Path base, String yaml) {
        return new ConfigPaths(base, Registry.standard(), notes::add).absolute(Yaml.readMap("a configuration", yaml));
    }

    @Test
    void pathsAreRelativeToTheFileAndAbsoluteOnesStay() {
        String given =
                """
                search: {tables: [a.json, /b.json], trials: 3}
                supernet: {of: ../runs/c, strategy: uniform}
                table: d.csv
                run: {supernet: {of: e}}
                """;
        assertThat(absolute(Path.of("/conf/sub"), given))
                .isEqualTo(
                        Yaml.readMap(
                                "a configuration",
                                """
                                search: {tables: [/conf/sub/a.json, /b.json], trials: 3}
                                supernet: {of: /conf/runs/c, strategy: uniform}
                                table: /conf/sub/d.csv
                                run: {supernet: {of: /conf/sub/e}}
                                """));
        assertThat(notes).isEmpty();
    }

    @Test
    void namesThatAreNoPathsStay() {
        String given = "space: mbconv-micro\ndata: {name: none, settings: {directory: a}}\nrun: runs\ntask: a/b";
        Map<String, Object> values = absolute(Path.of("/conf"), given);
        assertThat(values).containsEntry("space", "mbconv-micro").containsEntry("task", "a/b");
        assertThat(values).containsEntry("run", "/conf/runs");
    }

    @Test
    void itIsSaidWhereTheWorkingDirectoryHasSuchAFile() throws IOException {
        absolute(folder, "table: pom.xml");
        assertThat(notes).singleElement().asString().contains("pom.xml", "which does not exist", "is not meant");
        notes.clear();
        Files.writeString(folder.resolve("pom.xml"), "");
        absolute(folder, "table: pom.xml");
        assertThat(notes).singleElement().asString().contains(folder.resolve("pom.xml") + ": paths are relative");
        notes.clear();
        absolute(Path.of(""), "table: pom.xml");
        assertThat(notes).isEmpty();
    }

    @Test
    void pathsOfOverridesAreRelativeToTheWorkingDirectory() throws IOException {
        Path file = Files.writeString(folder.resolve("run.yaml"), "search: {tables: [a.json]}");
        RunConfig config = ConfigFile.load(file, List.of("supernet.of=runs/b"));
        assertThat(config.search().tables())
                .containsExactly(folder.resolve("a.json").toString());
        assertThat(config.supernet().of())
                .contains(Path.of("runs/b").toAbsolutePath().toString());
    }
}
