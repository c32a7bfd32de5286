package org.osnas.core.config;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import org.osnas.api.spi.BadInputException;
import org.osnas.core.internal.missing.MovedSupernetException;
import org.osnas.core.run.Checkpoint;
import org.osnas.core.run.RunFolder;
import org.osnas.core.run.RunStore;

/**
 * Where the supernet is that a run searches. A run that has begun knows it by its fingerprint, so that its folder and
 * that of the supernet may move: together, or, if somebody says where it is now, apart.
 */
final class SupernetPlace {

    private SupernetPlace() {}

    /**
     * The folder of the supernet.
     *
     * @param named in the configuration
     * @param begun what the run keeps, if it has begun
     * @param said where somebody says that it is now
     * @throws MovedSupernetException if it is in none of the places where it could be
     */
    static Path of(String named, Optional<RunStore> begun, Optional<Path> said) throws IOException {
        JsonNode kept = begun.isPresent() ? begun.get().json(RunStore.SUPERNET).orElse(null) : null;
        if (said.isPresent()) {
            return said.get();
        }
        if (begun.isEmpty() || kept == null) {
            return Path.of(named);
        }
        String identity = kept.path("identity").asText();
        Set<Path> places = new LinkedHashSet<>();
        if (kept.has("relative") && begun.get() instanceof RunFolder folder) {
            places.add(folder.path()
                    .toAbsolutePath()
                    .resolve(kept.path("relative").asText())
                    .normalize());
        }
        places.add(Path.of(kept.path("place").asText()).toAbsolutePath().normalize());
        places.add(Path.of(named));
        for (Path place : places) {
            if (holds(place, identity)) {
                return place;
            }
        }
        throw new MovedSupernetException(begun.get().place(), identity, places);
    }

    private static boolean holds(Path place, String identity) throws IOException {
        if (!RunFolder.holdsRun(place)) {
            return false;
        }
        try (RunFolder folder = RunFolder.read(place)) {
            Checkpoint checkpoint = folder.checkpoint("supernet");
            boolean[] same = new boolean[1];
            if (checkpoint.exists()) {
                checkpoint.read((header, in) ->
                        same[0] = header.path("identity").asText().equals(identity));
            }
            return same[0];
        } catch (BadInputException e) {
            return false;
        }
    }
}
