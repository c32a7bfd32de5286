package org.osnas.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.tools.ToolProvider;

/** What {@code mvn package} makes of a project that {@code osnas new} began, without Maven. */
final class BuiltPlugin {

    private static final String CLASS_PATH =
            System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));

    private BuiltPlugin() {}

    /** Sources and tests, with warnings as errors, and the resources beside them. */
    static void compile(Path project) throws IOException {
        List<String> arguments =
                new ArrayList<>(List.of("--release", "17", "-proc:none", "-Xlint:all,-path,-classfile", "-Werror"));
        arguments.addAll(List.of("-cp", CLASS_PATH, "-d", classes(project).toString()));
        try (Stream<Path> files = Files.walk(project.resolve("src"))) {
            files.filter(file -> file.toString().endsWith(".java")).forEach(file -> arguments.add(file.toString()));
        }
        Files.createDirectories(classes(project));
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        int status = ToolProvider.getSystemJavaCompiler().run(null, said, said, arguments.toArray(String[]::new));
        assertThat(status).as(said.toString(StandardCharsets.UTF_8)).isZero();
        Path resources = project.resolve("src/main/resources");
        for (Path file : files(resources)) {
            Path target = classes(project).resolve(resources.relativize(file).toString());
            Files.createDirectories(target.getParent());
            Files.copy(file, target);
        }
    }

    static Path classes(Path project) {
        return project.resolve("target/classes");
    }

    /**
     * The jar of a project that is compiled.
     *
     * @param name of the jar, without its ending
     */
    static Path jar(Path project, String name) throws IOException {
        Path jar = project.resolve("target/" + name + ".jar");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(jar))) {
            for (Path file : files(classes(project))) {
                zip.putNextEntry(new ZipEntry(
                        classes(project).relativize(file).toString().replace('\\', '/')));
                Files.copy(file, zip);
            }
        }
        return jar;
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }
}
