package org.osnas.core.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.osnas.api.space.SearchSpace;
import org.osnas.api.spi.BadInputException;
import org.osnas.core.internal.file.CheckedText;

/**
 * The {@code environment.json} of a run's folder: by which version it was written, and for which space.
 *
 * @param path of the folder
 */
record FolderEnvironment(Path path) {

    /** Version of the folder's layout; other versions are refused. */
    static final int FORMAT = 2;

    private static final ObjectMapper MAPPER = new ObjectMapper();

    /**
     * Refuses the folder of another version, or one without.
     *
     * @throws BadInputException if it is such a folder, or the file is not as it was written
     */
    void require() throws IOException {
        requireFormat();
        read();
    }

    // Before checksums are looked at, since older formats have none.
    private void requireFormat() throws IOException {
        JsonNode environment;
        try {
            environment = MAPPER.readTree(Files.readAllBytes(file()));
        } catch (JsonProcessingException | NoSuchFileException e) {
            return;
        }
        if (environment.path("format").isInt() && environment.get("format").intValue() != FORMAT) {
            throw new BadInputException("Run folder %s has format %s (written by OSNAS %s), but this version (%s)"
                            .formatted(
                                    path,
                                    environment.path("format"),
                                    environment.path("osnas").asText("?"),
                                    Version.osnas())
                    + " reads format " + FORMAT
                    + ", whose files have checksums and say which run they belong to. Use the version that wrote it, or"
                    + " start a new run.");
        }
    }

    /**
     * What it says.
     *
     * @throws BadInputException if there is none, or it is not as it was written
     */
    JsonNode read() throws IOException {
        if (!Files.exists(file())) {
            throw new BadInputException(path + " is not the folder of a run: it has no " + RunStore.ENVIRONMENT);
        }
        return CheckedText.json(file(), RunFolder.RESTORE);
    }

    /**
     * Checks that a space is the one of the run.
     *
     * @throws BadInputException naming both
     */
    void requireSpace(SearchSpace space) throws IOException {
        JsonNode of = read().path("space");
        if (!of.path("fingerprint").asText().equals(space.fingerprint())) {
            throw new BadInputException(
                    "Run folder %s belongs to space %s at %s (fingerprint %s), but the configuration gives %s at %s (%s)"
                            .formatted(
                                    path,
                                    of.path("name").asText(),
                                    of.path("input").asText(),
                                    of.path("fingerprint").asText(),
                                    space.name(),
                                    space.input(),
                                    space.fingerprint()));
        }
    }

    private Path file() {
        return path.resolve(RunStore.ENVIRONMENT);
    }
}
