package org.osnas.core.internal.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osnas.core.file.DamagedException;

class CheckedTextTest {

    private static final ObjectNode NODE = node();
    private static final String CONFIG = "seed: 5\nspace:\n  name: höhe\n";

    @TempDir
    Path directory;

    private static ObjectNode node() {
        ObjectNode node = JsonNodeFactory.instance.objectNode().put("index", 0).put("score", 0.1);
        node.putObject("cost").put("macs", 12345678901L);
        return node;
    }

    @Test
    void theChecksumIsTheLastField() {
        assertThat(CheckedText.line(NODE))
                .matches("\\{\"index\":0,\"score\":0.1,\"cost\":\\{\"macs\":12345678901},\"crc\":\"[0-9a-f]{8}\"}");
        assertThat(CheckedText.document(NODE)).endsWith("\"\n}\n").contains("\n  \"crc\" : \"");
        assertThat(CheckedText.lines(CONFIG)).startsWith(CONFIG).matches("(?s).*\n# crc: [0-9a-f]{8}\n");
    }

    @Test
    void whatWasWrittenComesBackWithoutIt() {
        assertThat(CheckedText.json("x", CheckedText.line(NODE), "")).isEqualTo(NODE);
        JsonNode document = CheckedText.json("x", CheckedText.document(NODE), "");
        assertThat(document).isEqualTo(NODE);
        assertThat(CheckedText.lines("x", CheckedText.lines(CONFIG), "")).isEqualTo(CONFIG);
        assertThat(CheckedText.lines("x", CheckedText.lines("no end of line"), ""))
                .isEqualTo("no end of line\n");
    }

    @Test
    void everyCutAndEveryFlippedBitIsRefusedOrChangesNothing() throws IOException {
        requireWhole(CheckedText.line(NODE), file -> json(file));
        requireWhole(CheckedText.document(NODE), file -> json(file));
        requireWhole(CheckedText.lines(CONFIG), file -> lines(file));
    }

    private static Object json(Path file) {
        try {
            return CheckedText.json(file, "Mend it.");
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static Object lines(Path file) {
        try {
            return CheckedText.lines(file, "Mend it.");
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private void requireWhole(String text, Function<Path, Object> reader) throws IOException {
        Path file = directory.resolve("file");
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        Files.write(file, bytes);
        Object whole = reader.apply(file);
        int refused = 0;
        for (int length = 0; length < bytes.length; length++) {
            refused += refusedOrSame(file, Arrays.copyOf(bytes, length), reader, whole);
        }
        for (int bit = 0; bit < 8 * bytes.length; bit++) {
            byte[] flipped = bytes.clone();
            flipped[bit / 8] ^= (byte) (1 << bit % 8);
            refused += refusedOrSame(file, flipped, reader, whole);
        }
        assertThat(refused).isGreaterThan(9 * bytes.length - 30);
    }

    private static int refusedOrSame(Path file, byte[] bytes, Function<Path, Object> reader, Object whole)
            throws IOException {
        Files.write(file, bytes);
        try {
            assertThat(reader.apply(file)).isEqualTo(whole);
            return 0;
        } catch (DamagedException e) {
            assertThat(e).hasMessageStartingWith(file + " is damaged: ").hasMessageEndingWith("Mend it.");
            return 1;
        }
    }

    @Test
    void theMessageSaysWhetherThereIsAChecksum() {
        String line = CheckedText.line(NODE);

        assertThatThrownBy(() -> CheckedText.json("x", line.replace("0.1", "0.2"), "Mend it."))
                .hasMessage("x is damaged: its checksum is not that of its content. Mend it.");
        assertThatThrownBy(() -> CheckedText.json("x", NODE.toString(), "Mend it."))
                .hasMessage(
                        "x is damaged: it does not end with its checksum, so it was cut off, or written by something"
                                + " else, such as an editor or an older version. Mend it.");
        assertThatThrownBy(() -> CheckedText.lines("x", "", "Mend it.")).isInstanceOf(DamagedException.class);
    }
}
