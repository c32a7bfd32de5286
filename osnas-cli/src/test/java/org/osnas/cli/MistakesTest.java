package org.osnas.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.osnas.cli.CommandRun.osnas;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What people get wrong, as {@code mistakes.txt} lists it: each is refused with a place and what to do. */
class MistakesTest {

    private static final int MANY = 100;
    private static final int MOST_LETTERS = 1500;

    @TempDir
    Path folder;

    record Mistake(String command, List<String> config, List<String> said) {
        @Override
        public String toString() {
            return command + " " + String.join(" / ", config);
        }
    }

    static List<Mistake> mistakes() throws IOException {
        List<Mistake> mistakes = new ArrayList<>();
        String text;
        try (var in = Objects.requireNonNull(MistakesTest.class.getResourceAsStream("mistakes.txt"))) {
            text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
        for (String part : text.split("\n\n+")) {
            List<String> lines =
                    part.lines().filter(line -> !line.startsWith("#")).toList();
            if (!lines.isEmpty()) {
                mistakes.add(new Mistake(lines.get(0).substring(2), after("| ", lines), after("> ", lines)));
            }
        }
        return mistakes;
    }

    private static List<String> after(String mark, List<String> lines) {
        return lines.stream()
                .filter(line -> line.startsWith(mark))
                .map(line -> line.substring(mark.length()))
                .toList();
    }

    @Test
    void thereAreMany() throws IOException {
        assertThat(mistakes()).hasSizeGreaterThan(MANY).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    @Timeout(value = 20, threadMode = ThreadMode.SEPARATE_THREAD)
    void aMistakeIsSaidInASentence(Mistake mistake) throws IOException {
        Path config = Files.write(folder.resolve("CONFIG"), mistake.config());
        String[] words = Stream.of(mistake.command().split(" (?=(?:[^\"]*\"[^\"]*\")*[^\"]*$)"))
                .map(word -> word.equals("''") ? "" : word.replace("\"", ""))
                .map(word -> word.equals("CONFIG") ? config.toString() : word)
                .map(word -> word.startsWith("OUT") ? folder.resolve(word).toString() : word)
                .toArray(String[]::new);

        CommandRun run = osnas(words);

        String message = run.message();
        assertThat(run.status()).as(message).isEqualTo(ExitStatus.BAD_INPUT);
        assertThat(message)
                .startsWith("osnas: ")
                .contains(mistake.said())
                .doesNotContain("Exception")
                .doesNotContain("\tat ")
                .doesNotContain("null");
        assertThat(message.length()).as(message).isLessThan(MOST_LETTERS);
        assertThat(run.out()).isEmpty();
        assertThat(folder.resolve("OUT")).as("begun").doesNotExist();
    }
}
