package org.osnas.text;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.osnas.api.spi.BadInputException;
import org.osnas.api.spi.Check;

/**
 * Reads files of text that people bring: UTF-8 with or without a byte-order mark, and UTF-16 or UTF-32 with one, as
 * spreadsheets and Windows save them. What is none of these is refused, since another guess would change letters.
 */
public final class TextFile {

    private static final long MEGABYTE = 1_000_000;

    /** Byte-order marks and what they stand for; the one of UTF-32 begins as that of UTF-16 does. */
    private enum Mark {
        UTF_8(StandardCharsets.UTF_8, 0xEF, 0xBB, 0xBF),
        UTF_32LE(Charset.forName("UTF-32LE"), 0xFF, 0xFE, 0, 0),
        UTF_32BE(Charset.forName("UTF-32BE"), 0, 0, 0xFE, 0xFF),
        UTF_16LE(StandardCharsets.UTF_16LE, 0xFF, 0xFE),
        UTF_16BE(StandardCharsets.UTF_16BE, 0xFE, 0xFF);

        private final Charset charset;
        private final int[] bytes;

        Mark(Charset charset, int... bytes) {
            this.charset = charset;
            this.bytes = bytes;
        }

        boolean begins(byte[] text) {
            boolean begins = text.length >= bytes.length;
            for (int i = 0; begins && i < bytes.length; i++) {
                begins = (text[i] & 0xff) == bytes[i];
            }
            return begins;
        }
    }

    private TextFile() {}

    /**
     * The text of a file.
     *
     * @param megabytes the most that it may have
     * @throws IOException if it cannot be read
     * @throws BadInputException if it is larger, or not text
     */
    public static String read(Path file, long megabytes) throws IOException {
        Check.that(!Files.isDirectory(file), "%s is a folder, not a file of text", file);
        long size = Files.size(file);
        Check.that(
                size <= megabytes * MEGABYTE,
                "%s has %d bytes; such a file may have %d MB at most",
                file,
                size,
                megabytes);
        return decode(file.toString(), Files.readAllBytes(file));
    }

    /**
     * The lines of a file.
     *
     * @param megabytes the most that it may have
     * @throws IOException if it cannot be read
     * @throws BadInputException if it is larger, or not text
     */
    public static List<String> lines(Path file, long megabytes) throws IOException {
        return read(file, megabytes).lines().toList();
    }

    /**
     * The text that bytes stand for.
     *
     * @param source what they are, for messages
     * @throws BadInputException if they are not text, naming the line
     */
    public static String decode(String source, byte[] bytes) {
        for (Mark mark : Mark.values()) {
            if (mark.begins(bytes)) {
                return strictly(source, mark.charset, bytes, mark.bytes.length);
            }
        }
        return strictly(source, StandardCharsets.UTF_8, bytes, 0);
    }

    private static String strictly(String source, Charset charset, byte[] bytes, int begin) {
        CharsetDecoder decoder = charset.newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        ByteBuffer in = ByteBuffer.wrap(bytes, begin, bytes.length - begin);
        CharBuffer out = CharBuffer.allocate((int) Math.ceil(in.remaining() * (double) decoder.maxCharsPerByte()) + 1);
        CoderResult result = decoder.decode(in, out, true);
        out.flip();
        String text = out.toString();
        int zero = text.indexOf(0);
        Check.that(
                zero < 0,
                "%s, line %d: holds a zero character, so it is no text, or UTF-16 without its byte-order mark. Save it as UTF-8",
                source,
                line(text, zero));
        Check.that(
                !result.isError(),
                "%s, line %d: it is not %s text. Save it as UTF-8 (spreadsheets call that 'CSV UTF-8')",
                source,
                line(text, text.length()),
                charset);
        return text;
    }

    private static int line(String text, int end) {
        return 1
                + (int) text.chars()
                        .limit(Math.max(0, end))
                        .filter(c -> c == '\n')
                        .count();
    }
}
