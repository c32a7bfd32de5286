package org.osnas.core.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.osnas.core.file.FileException;
import org.osnas.core.internal.file.FirstDifference;

/**
 * What determines the bits of a training or of its scores, as text with a line for each thing, and its SHA-256. It
 * stands with what was computed, so that the state of one run is not taken for that of another.
 */
public record Identity(String text) {

    private static final String HASH = "identity";
    private static final String TEXT = "of";

    /** With further lines. */
    public Identity and(String lines) {
        return new Identity(text.stripTrailing() + "\n" + lines.stripTrailing() + "\n");
    }

    /** 64 hexadecimal digits. */
    public String hash() {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }

    /** Puts it into what was computed. */
    public void write(ObjectNode node) {
        node.put(HASH, hash());
        node.put(TEXT, text);
    }

    /**
     * Checks that something was computed for this.
     *
     * @param what it is, for messages
     * @throws FileException naming the first line that differs
     */
    public void require(JsonNode written, String what) {
        if (!written.path(HASH).asText().equals(hash())) {
            throw foreign(what, written.path(TEXT).asText());
        }
    }

    /**
     * Checks that something was computed for what these lines say, whatever lines it has besides.
     *
     * @throws FileException naming the first line that differs
     */
    public void requireBeginning(JsonNode written, String what) {
        String whole = written.path(TEXT).asText();
        if (!whole.startsWith(text)) {
            throw foreign(what, whole);
        }
    }

    private FileException foreign(String what, String written) {
        FirstDifference line = FirstDifference.of(written, text).orElse(new FirstDifference("", ""));
        return new FileException(
                new FileException.Foreign(line.before(), line.now()),
                ("%s belongs to another run: it was computed for '%s', but this run has '%s'. Put the one of this run"
                                + " back, or delete it to compute it again.")
                        .formatted(what, line.before(), line.now()));
    }
}
