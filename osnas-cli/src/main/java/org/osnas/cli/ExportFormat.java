package org.osnas.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.osnas.api.spi.BadInputException;

/** What an exported file is, and how its name ends. */
enum ExportFormat {
    SAMEDIFF(".fb"),
    ONNX(".onnx"),
    DL4J(".zip");

    private final String ending;

    ExportFormat(String ending) {
        this.ending = ending;
    }

    /**
     * The format of a file.
     *
     * @param asked what was asked for, or null
     * @throws BadInputException if the name of the file does not end as the format's do, or as none does
     */
    static ExportFormat of(Path file, String asked) throws IOException {
        if (Files.isDirectory(file)) {
            throw new BadInputException(
                    "-o " + file + " is a folder. Name a file, for example " + file.resolve("network.onnx"));
        }
        ExportFormat byName = Arrays.stream(values())
                .filter(format -> file.toString().toLowerCase(Locale.ROOT).endsWith(format.ending))
                .findFirst()
                .orElse(null);
        if (asked == null) {
            if (byName == null) {
                throw new BadInputException("-o " + file + " does not say what it is to be: end its name with "
                        + Arrays.stream(values())
                                .map(format -> format.ending + " (" + format.word() + ")")
                                .collect(Collectors.joining(" or ")));
            }
            return byName;
        }
        ExportFormat format = Arrays.stream(values())
                .filter(f -> f.word().equals(asked.toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> new BadInputException("Unknown format '" + asked + "' after --format. Known: "
                        + Arrays.stream(values()).map(ExportFormat::word).collect(Collectors.joining(", "))));
        if (format != byName) {
            throw new BadInputException("-o " + file + " does not end as a file of the format " + format.word()
                    + " does: call it " + stem(file) + format.ending);
        }
        return format;
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** A file without its ending. */
    static String stem(Path file) {
        String name = file.toString();
        int dot = name.lastIndexOf('.');
        return dot > name.lastIndexOf('/') + 1 ? name.substring(0, dot) : name;
    }
}
