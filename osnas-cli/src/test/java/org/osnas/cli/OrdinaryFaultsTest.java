package org.osnas.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.osnas.cli.CommandRun.osnas;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What disks, terminals, memory and odd arguments do: one sentence that names it, exit status 2, no stack trace. */
class OrdinaryFaultsTest {

    @TempDir
    Path directory;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--classes 2000000000 | --classes must be between 1 and 1048576, got 2000000000",
                "--input 2000000000x2000000000x1 | A shape of 2000000000x2000000000x1 is too large",
                "--input 50000x50000x1 | 2147483647 values in all",
            })
    void sizesThatNothingCanHold(String arguments, String message) {
        String[] words = ("cost --space fbnet-s " + arguments).split(" ");
        assertOneSentence(osnas(words), message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"'' | '' cannot be an output folder", "/ | '/' cannot be an output folder"})
    void foldersThatAreNone(String folder, String message) throws IOException {
        Path config = Files.writeString(directory.resolve("run.yaml"), "space: mbconv-micro\n");
        assertOneSentence(osnas("search", "-c", config.toString(), "-o", folder), message);
    }

    @Test
    void aFolderInPlaceOfAConfiguration() {
        assertOneSentence(osnas("search", "-c", directory.toString(), "-o", fresh()), directory + " is a folder");
    }

    @Test
    void controlCharactersNeitherPassNorMoveTheCursor() throws IOException {
        Path config = Files.writeString(directory.resolve("nul.yaml"), "space: \"a\\0b\\e[2J.yaml\"\n");
        CommandRun command = osnas("search", "-c", config.toString(), "-o", fresh());
        assertOneSentence(command, "'a\\u0000b\\u001b[2J.yaml' is no path of a file (Nul character not allowed)");
        assertThat(command.err()).doesNotContain("\u001b", "\0");
    }

    @ParameterizedTest
    @CsvSource({"1000001, 1000001 characters are more than", "400000, word"})
    void textsWithoutAnEnd(int length, String message) throws IOException {
        String text = length > 1_000_000 ? "#".repeat(length) : "seed: " + "9".repeat(length);
        Path config = Files.writeString(directory.resolve("long.yaml"), text);
        CommandRun command = osnas("search", "-c", config.toString(), "-o", fresh());
        assertThat(command.status()).isEqualTo(2);
        assertThat(command.err()).doesNotContain("\tat ");
        if (length > 1_000_000) {
            assertOneSentence(command, message);
        }
    }

    @Test
    void memoryNativesAndDepthAreNoDefects() {
        assertError(new OutOfMemoryError("Java heap space"), "The memory is not enough (Java heap space). Give more");
        assertError(new NoClassDefFoundError("org/nd4j/X"), "A library of this installation is missing");
        assertError(new UnsatisfiedLinkError("no jnidnnl"), "no jnidnnl");
        assertError(new StackOverflowError(), "nested too deeply");
    }

    private static void assertError(Error error, String message) {
        StringWriter err = new StringWriter();
        assertThat(Failures.failed(error, new PrintWriter(err))).isEqualTo(ExitStatus.BAD_INPUT);
        assertThat(err.toString()).contains(message).doesNotContain("\tat ");
    }

    @Test
    void anErrorOfOursIsShownWhole() {
        StringWriter err = new StringWriter();
        assertThat(Failures.failed(new AssertionError("broken"), new PrintWriter(err)))
                .isEqualTo(ExitStatus.DEFECT);
        assertThat(err.toString()).contains("please report it", "broken", "\tat ");
    }

    @Test
    void outputThatCannotBeWrittenIsAnError() {
        assertThat(written("No space left on device", ExitStatus.DONE)).isEqualTo(ExitStatus.BAD_INPUT);
        assertThat(written("No space left on device", ExitStatus.BUDGET_UNREACHABLE))
                .as("the first failure counts")
                .isEqualTo(ExitStatus.BUDGET_UNREACHABLE);
        assertThat(written("Broken pipe", ExitStatus.DONE)).as("as of a shell").isEqualTo(141);
    }

    private static int written(String failure, int status) {
        Output output = new Output(new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException(failure);
            }
        });
        PrintWriter out = new PrintWriter(output);
        out.println("result");
        out.flush();
        StringWriter err = new StringWriter();
        int ended = output.status(status, new PrintWriter(err));
        assertThat(err.toString().contains(failure)).isEqualTo(ended == ExitStatus.BAD_INPUT);
        return ended;
    }

    private String fresh() {
        return directory.resolve("fresh").toString();
    }

    private static void assertOneSentence(CommandRun command, String message) {
        assertThat(command.status()).as(command.err()).isEqualTo(2);
        assertThat(command.message()).contains(message).doesNotContain("\tat ", "Exception");
        assertThat(command.message().lines()).hasSize(1);
    }
}
