package org.osnas.core.internal.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFileTest {

    @TempDir
    Path directory;

    @Test
    void missingFoldersAreMade() throws IOException {
        Path file = directory.resolve("a/b/c.txt");

        AtomicFile.writeText(file, "text");

        assertThat(file).hasContent("text");
        assertThat(files(file.getParent())).containsExactly("c.txt");
    }

    @Test
    void aFailureLeavesWhatWasThereAndNamesTheFile() throws IOException {
        Path file = directory.resolve("file");
        AtomicFile.writeText(file, "before");

        assertThatThrownBy(() -> AtomicFile.write(file, out -> {
                    out.write(1);
                    throw new IOException("No space left on device");
                }))
                .isInstanceOf(FileFailure.class)
                .hasMessage(file + ": No space left on device");

        assertThat(file).hasContent("before");
        assertThat(files(directory)).containsExactly("file");
    }

    @Test
    void whatWasThereCanBeKept() throws IOException {
        Path file = directory.resolve("file");
        Path before = directory.resolve("before");
        for (String text : List.of("one", "two", "three")) {
            AtomicFile.writeKeeping(file, before, out -> out.write(text.getBytes()));
        }

        assertThat(file).hasContent("three");
        assertThat(before).hasContent("two");
    }

    @Test
    void temporaryNamesCannotBeGuessedAndLinksAreNotFollowed() throws IOException {
        Path file = directory.resolve("file");
        List<String> names = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            AtomicFile.replace(file, temporary -> {
                names.add(temporary.getFileName().toString());
                Files.writeString(temporary, "new");
            });
        }
        assertThat(names).doesNotHaveDuplicates().allMatch(name -> name.matches("\\.file\\.[0-9a-f]{16}\\.tmp"));

        Path elsewhere = Files.writeString(directory.resolve("elsewhere"), "mine");
        Path link = Files.createSymbolicLink(directory.resolve("link"), elsewhere);
        AtomicFile.writeText(link, "yours");
        assertThat(elsewhere).hasContent("mine");
        assertThat(link).isRegularFile().hasContent("yours");
    }

    @Test
    void aFileHasThePermissionsOfAnyOther() throws IOException {
        Path file = directory.resolve("file");
        AtomicFile.writeText(file, "text");
        Path other = Files.writeString(directory.resolve("other"), "text");

        assertThat(Files.getPosixFilePermissions(file))
                .isEqualTo(Files.getPosixFilePermissions(other))
                .contains(PosixFilePermission.OWNER_READ);
    }

    @Test
    void aFolderOrADeviceIsNotReplaced() throws IOException {
        Path folder = Files.createDirectory(directory.resolve("folder"));

        assertThatThrownBy(() -> AtomicFile.writeText(folder, "text"))
                .hasMessage(folder + ": a folder is in its place");
        assertThatThrownBy(() -> AtomicFile.writeText(Path.of("/dev/null"), "text"))
                .hasMessage("/dev/null: it is a device, not a file");
        assertThatThrownBy(() -> AtomicFile.writeText(Path.of("/"), "text"))
                .hasMessage("/: it is not the name of a file");
        assertThatThrownBy(() -> AtomicFile.writeText(
                        Files.writeString(directory.resolve("file"), "").resolve("below"), "text"))
                .isInstanceOf(FileFailure.class)
                .hasMessage(directory.resolve("file/below") + ": something else is there already");
    }

    @Test
    void leftoversOfKilledProcessesAreDeletedAndNothingElse() throws IOException {
        Files.createDirectory(directory.resolve("checkpoint"));
        for (String name : List.of(
                ".a.0123456789abcdef.tmp", "checkpoint/.b.osnas.0123456789abcdef.tmp", "c.tmp", ".lock", "d.txt")) {
            Files.writeString(directory.resolve(name), "");
        }

        AtomicFile.removeLeftovers(directory);

        assertThat(files(directory)).containsExactlyInAnyOrder("checkpoint", "c.tmp", ".lock", "d.txt");
        assertThat(files(directory.resolve("checkpoint"))).isEmpty();
    }

    private static List<String> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }
}
