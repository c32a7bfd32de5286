package org.osnas.core.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osnas.core.file.DamagedException;

class FileCheckpointTest {

    @TempDir
    Path directory;

    private Path file;
    private Path before;
    private FileCheckpoint checkpoint;

    @BeforeEach
    void twice() throws IOException {
        file = directory.resolve("checkpoint/state.osnas");
        before = directory.resolve("checkpoint/state.osnas.before");
        checkpoint = new FileCheckpoint(file);
        write(checkpoint, 1);
        write(checkpoint, 2);
    }

    private static void write(FileCheckpoint into, int step) throws IOException {
        into.write(JsonNodeFactory.instance.objectNode().put("step", step), out -> out.writeInt(step));
    }

    private static int read(FileCheckpoint from) throws IOException {
        int[] step = new int[1];
        from.read((header, in) -> {
            step[0] = in.readInt();
            assertThat(header.get("step").intValue()).isEqualTo(step[0]);
        });
        return step[0];
    }

    @Test
    void theNewestIsRead() throws IOException {
        assertThat(read(checkpoint)).isEqualTo(2);
        assertThat(before).exists();
    }

    @Test
    void ifItIsDamagedTheOneBeforeIsRead() throws IOException {
        damage(file);

        assertThat(read(new FileCheckpoint(file))).isEqualTo(1);
    }

    @Test
    void aDamagedOneDoesNotTakeThePlaceOfTheOneBefore() throws IOException {
        damage(file);
        FileCheckpoint resumed = new FileCheckpoint(file);
        read(resumed);
        write(resumed, 3);

        assertThat(read(new FileCheckpoint(file))).isEqualTo(3);
        damage(file);
        assertThat(read(new FileCheckpoint(file))).isEqualTo(1);
    }

    @Test
    void aKillBetweenTheMovesLosesNothing() throws IOException {
        Files.move(file, before, StandardCopyOption.REPLACE_EXISTING);
        FileCheckpoint resumed = new FileCheckpoint(file);

        assertThat(resumed.exists()).isTrue();
        assertThat(read(resumed)).isEqualTo(2);
        write(resumed, 3);
        damage(file);
        assertThat(read(new FileCheckpoint(file))).isEqualTo(2);
    }

    @Test
    void ifBothAreDamagedItIsAnError() throws IOException {
        damage(file);
        damage(before);

        assertThatThrownBy(() -> read(new FileCheckpoint(file)))
                .isInstanceOf(DamagedException.class)
                .hasMessageContaining(before.toString());
    }

    @Test
    void deletedIsDeleted() throws IOException {
        checkpoint.delete();

        assertThat(checkpoint.exists()).isFalse();
        assertThat(directory.resolve("checkpoint")).isEmptyDirectory();
    }

    private static void damage(Path damaged) throws IOException {
        byte[] bytes = Files.readAllBytes(damaged);
        bytes[bytes.length / 2] ^= 1;
        Files.write(damaged, bytes);
    }
}
