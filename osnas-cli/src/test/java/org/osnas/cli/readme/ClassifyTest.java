package org.osnas.cli.readme;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The program that the README shows is the one that {@code PredictCommandTest} runs. */
class ClassifyTest {

    @Test
    void theReadmeShowsTheCodeThatIsTested() throws IOException {
        String code = Files.readString(Path.of("../examples/onnx/src/main/java/Classify.java"));
        assertThat(code.lines().filter(line -> line.startsWith("import")))
                .allMatch(line -> line.matches("import (java|javax|ai\\.onnxruntime)\\..*"));
        String shown = code.substring(code.indexOf("    static Map"), code.lastIndexOf("}"))
                .stripTrailing()
                .stripIndent();
        assertThat(Files.readString(Path.of("../docs/deploying.md"))).contains(shown);
    }
}
