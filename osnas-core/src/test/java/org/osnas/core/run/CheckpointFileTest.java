package org.osnas.core.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.osnas.api.spi.BadInputException;

class CheckpointFileTest {

    @TempDir
    Path directory;

    private Path file;

    @BeforeEach
    void write() throws IOException {
        file = directory.resolve("state.osnas");
        CheckpointFile.write(file, JsonNodeFactory.instance.objectNode().put("step", 42), out -> {
            for (int i = 0; i < 100_000; i++) {
                out.writeFloat(i);
            }
        });
    }

    @Test
    void headerAndDataComeBack() throws IOException {
        float[] values = new float[100_000];

        CheckpointFile.read(file, (header, in) -> {
            assertThat(header.get("step").intValue()).isEqualTo(42);
            for (int i = 0; i < values.length; i++) {
                values[i] = in.readFloat();
            }
        });

        assertThat(values).startsWith(0f, 1f, 2f).endsWith(99_999f);
        assertThat(directory).isDirectoryNotContaining("glob:**.tmp");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 10, 30, 100, 399_000})
    void aTruncatedFileIsRefused(int length) throws IOException {
        Files.write(file, Arrays.copyOf(Files.readAllBytes(file), length));

        assertRefused("is damaged");
    }

    @Test
    void aChangedByteIsNoticed() throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2] ^= 1;
        Files.write(file, bytes);

        assertRefused("its checksum is not the one that was written");
    }

    @Test
    void anotherFormatIsRefusedNamingBoth() throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        bytes[11] = 9;
        CRC32C sum = new CRC32C();
        sum.update(bytes, 0, bytes.length - 24);
        ByteBuffer.wrap(bytes).putLong(bytes.length - 16, sum.getValue());
        Files.write(file, bytes);

        assertRefused("has format 9, but this version of OSNAS (" + Version.osnas() + ") reads format 1");
    }

    @Test
    void anotherKindOfFileIsRefused() throws IOException {
        Files.writeString(file, "a text that is long enough to hold a header and a trailer of a checkpoint");

        assertRefused("is damaged: its size is not the one that was written");
    }

    @Test
    void aFailedWriteLeavesTheOldFile() throws IOException {
        byte[] before = Files.readAllBytes(file);

        assertThatThrownBy(() -> CheckpointFile.write(file, JsonNodeFactory.instance.objectNode(), out -> {
                    out.writeInt(1);
                    throw new IOException("disk full");
                }))
                .hasMessage(file + ": disk full");

        assertThat(Files.readAllBytes(file)).isEqualTo(before);
    }

    private void assertRefused(String message) {
        assertThatThrownBy(() -> CheckpointFile.read(file, (header, in) -> {
                    throw new AssertionError("a checkpoint that is refused must not be read");
                }))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining(file.toString())
                .hasMessageContaining(message);
    }
}
