package org.osnas.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.osnas.cli.CommandRun.osnas;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompletionCommandTest {

    @Test
    void theScriptKnowsCommandsAndOptions() {
        assertThat(osnas("completion", "bash").out()).contains("search", "--resume", "complete -F");
        assertThat(osnas("completion", "zsh").out())
                .isEqualTo(osnas("completion", "bash").out())
                .containsOnlyOnce("bashcompinit && bashcompinit");
    }

    @Test
    void bashReadsTheScript(@TempDir Path directory) throws IOException, InterruptedException {
        Path script = Files.writeString(
                directory.resolve("osnas.bash"), osnas("completion", "bash").out());
        Process bash = new ProcessBuilder("bash", "-n", script.toString())
                .redirectErrorStream(true)
                .start();
        assertThat(bash.waitFor())
                .as(() -> new String(readAll(bash), java.nio.charset.StandardCharsets.UTF_8))
                .isZero();
    }

    @Test
    void anotherShellIsRefused() {
        CommandRun run = osnas("completion", "fish");

        assertThat(run.status()).isEqualTo(2);
        assertThat(run.err()).contains("fish", "BASH", "ZSH");
    }

    private static byte[] readAll(Process process) {
        try {
            return process.getInputStream().readAllBytes();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
