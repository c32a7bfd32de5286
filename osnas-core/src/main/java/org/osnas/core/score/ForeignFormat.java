package org.osnas.core.score;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.osnas.api.spi.BadInputException;

/** Tells files that are not read, whatever they are called, before anybody tries. */
final class ForeignFormat {

    private static final List<String> PICKLES = List.of(".pkl", ".pickle", ".pth", ".pt");
    private static final int PICKLE = 0x80;
    private static final int NEWEST_PROTOCOL = 5;

    private ForeignFormat() {}

    /** @throws BadInputException for a pickle or an archive, by its name or its first bytes */
    static void requireText(Path file, byte[] bytes) {
        String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
        boolean pickle = bytes.length > 1 && (bytes[0] & 0xff) == PICKLE && bytes[1] > 1 && bytes[1] <= NEWEST_PROTOCOL;
        boolean archive = bytes.length > 1 && bytes[0] == 'P' && bytes[1] == 'K';
        if (pickle || archive || PICKLES.stream().anyMatch(name::endsWith)) {
            throw new BadInputException(
                    ("%s is a pickle, or an archive that may hold one, as PyTorch's .pth does. Whoever reads a pickle runs"
                                    + " the code that its author put there, so OSNAS reads none. Load it in Python, if you"
                                    + " trust it, and write what it says as JSON: {\"architecture\": {\"accuracy\":"
                                    + " [0.91, 0.92], \"params\": 1200}, …}, or as CSV.")
                            .formatted(file));
        }
    }
}
