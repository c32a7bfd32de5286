package org.osnas.images.detection;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.osnas.api.spi.BadInputException;
import org.osnas.api.spi.Check;
import org.osnas.text.TextFile;

/** The text of an XML file: in the encoding that its first line names, else as every file of text is read. */
final class XmlText {

    private static final int MOST_MEGABYTES = 100;
    private static final int BEGINNING = 200;
    private static final Pattern ENCODING =
            Pattern.compile("^\\s*<\\?xml[^>]*\\sencoding\\s*=\\s*[\"']([A-Za-z0-9._:-]+)[\"']");

    private XmlText() {}

    /**
     * @throws BadInputException if it is in another encoding than it says, or in none that is known
     */
    static String read(Path file) throws IOException {
        Check.that(
                Files.size(file) <= MOST_MEGABYTES * 1_000_000L,
                "%s has %d bytes; such a file may have %d MB at most",
                file,
                Files.size(file),
                MOST_MEGABYTES);
        byte[] bytes = Files.readAllBytes(file);
        Matcher named =
                ENCODING.matcher(new String(bytes, 0, Math.min(BEGINNING, bytes.length), StandardCharsets.ISO_8859_1));
        // UTF-16 cannot be told so from its first letters, and has a mark.
        if (!named.find() || named.group(1).toUpperCase(Locale.ROOT).startsWith("UTF")) {
            return TextFile.decode(file.toString(), bytes);
        }
        String encoding = named.group(1);
        try {
            return Charset.forName(encoding)
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new BadInputException(
                    "%s says that it is in %s, but is not. Save it as UTF-8".formatted(file, encoding), e);
        } catch (IllegalArgumentException e) {
            throw new BadInputException(
                    "%s says that it is in %s, which is no encoding that is known here. Save it as UTF-8"
                            .formatted(file, encoding),
                    e);
        }
    }
}
