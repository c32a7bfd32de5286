package org.osnas.core.run;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.osnas.core.internal.file.JsonLines;

/**
 * What work writes while it goes on, so that it can go on after an interruption: checkpoints and logs by name. In a
 * folder, or in memory. Used by one thread.
 */
public interface Store {

    /** The checkpoint of a name, which may not exist yet. */
    Checkpoint checkpoint(String name);

    /**
     * The log of a name, which may not exist yet.
     *
     * @param remedy what to do if it is damaged, a sentence for messages
     */
    JsonLines lines(String name, String remedy) throws IOException;

    /** The folder that holds it, if it is one. */
    default Optional<Path> folder() {
        return Optional.empty();
    }

    /** Keeps everything in memory. */
    static Store inMemory() {
        return new MemoryRunStore();
    }

    /** Keeps everything in files of a folder. */
    static Store in(Path folder) {
        return new Store() {
            @Override
            public Checkpoint checkpoint(String name) {
                return new FileCheckpoint(folder.resolve(name));
            }

            @Override
            public JsonLines lines(String name, String remedy) throws IOException {
                return JsonLines.open(folder.resolve(name), remedy);
            }

            @Override
            public Optional<Path> folder() {
                return Optional.of(folder);
            }
        };
    }
}
