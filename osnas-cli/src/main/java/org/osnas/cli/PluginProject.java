package org.osnas.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import javax.lang.model.SourceVersion;
import org.osnas.api.spi.BadInputException;
import org.osnas.core.run.Version;

/** A small Maven project with one component, its registration and its contract test. */
final class PluginProject {

    private final PluginKind kind;
    private final String name;
    private final String className;
    private final String packageName;

    /**
     * @param name of the component, lower case with dashes
     * @throws BadInputException if the name cannot stand in a configuration, or gives no package
     */
    PluginProject(PluginKind kind, String name) {
        if (!name.matches("[a-z][a-z0-9]*(-[a-z0-9]+)*")) {
            throw new BadInputException("A component's name has lower-case letters, digits and single dashes, and"
                    + " starts with a letter, for example my-" + kind + "; got '" + name + "'");
        }
        this.kind = kind;
        this.name = name;
        className = Arrays.stream(name.split("-"))
                .map(word -> Character.toUpperCase(word.charAt(0)) + word.substring(1))
                .collect(Collectors.joining());
        packageName = "org.example." + name.replace("-", "");
        if (!SourceVersion.isName(packageName) || isTaken()) {
            throw new BadInputException(
                    "'" + name + "' is a word of Java. Choose another name, for example my-" + name);
        }
    }

    // A class of the same name in java.lang would hide behind the new one in its own file.
    private boolean isTaken() {
        try {
            Class.forName("java.lang." + className);
            return true;
        } catch (ClassNotFoundException e) {
            return false;
        }
    }

    /** The component's class, with its package. */
    String mainClass() {
        return packageName + "." + className;
    }

    /** Path of each file in the project, and its text. */
    Map<String, String> files() throws IOException {
        String source = "/java/" + packageName.replace('.', '/') + "/" + className;
        Map<String, String> files = new LinkedHashMap<>();
        files.put("pom.xml", filled("pom.xml"));
        files.put("README.md", filled("README.md"));
        files.put(".gitignore", "target/\n");
        files.put("src/main" + source + ".java", filled(kind + ".java"));
        files.put("src/main/resources/META-INF/services/" + kind.service(), kind.provider(mainClass()) + "\n");
        files.put("src/test" + source + "Test.java", filled(kind + ".test.java"));
        return files;
    }

    /**
     * Writes all files.
     *
     * @throws BadInputException if the directory exists and is not empty
     */
    void write(Path directory) throws IOException {
        if (Files.exists(directory) && !isEmptyDirectory(directory)) {
            throw new BadInputException(directory + " exists already. Choose another folder with -o.");
        }
        for (Map.Entry<String, String> file : files().entrySet()) {
            Path path = directory.resolve(file.getKey());
            Files.createDirectories(path.getParent());
            Files.writeString(path, file.getValue());
        }
    }

    private static boolean isEmptyDirectory(Path path) throws IOException {
        if (!Files.isDirectory(path)) {
            return false;
        }
        try (var children = Files.list(path)) {
            return children.findAny().isEmpty();
        }
    }

    /** Arguments of {@code osnas} that run the component, for a jar at a path. */
    String trial(String jar) {
        return kind.trial(name) + " --plugin " + jar;
    }

    private String filled(String template) throws IOException {
        try (InputStream in = PluginProject.class.getResourceAsStream("project/" + template)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .replace("@DEPENDENCIES@", dependencies())
                    .replace("@TRY@", trial("target/" + name + ".jar"))
                    .replace("@KIND@", kind.toString().replace('-', ' '))
                    .replace("@NAME@", name)
                    .replace("@CLASS@", className)
                    .replace("@PACKAGE@", packageName)
                    .replace("@VERSION@", Version.osnas());
        }
    }

    private String dependencies() {
        String module = dependency(kind.module(), "provided");
        return kind.usesTensors()
                ? module
                        + "\n    <dependency><groupId>org.nd4j</groupId><artifactId>nd4j-api</artifactId><version>"
                        + Version.nd4j() + "</version><scope>provided</scope></dependency>"
                        + "\n    <!-- The backend of ND4J that the tests run on. -->\n"
                        + dependency("osnas-backend-cpu", "test")
                : module;
    }

    private static String dependency(String artifact, String scope) {
        return "    <dependency><groupId>org.osnas</groupId><artifactId>" + artifact
                + "</artifactId><version>${osnas.version}</version><scope>" + scope + "</scope></dependency>";
    }
}
