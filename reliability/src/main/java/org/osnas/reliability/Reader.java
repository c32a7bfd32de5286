package org.osnas.reliability;

import java.io.IOException;
import java.nio.file.Path;

/**
 * What reads one kind of file.
 *
 * @param name of the kind
 * @param file that it reads, whole
 * @param reading gives all that it takes from the file, as text
 * @param effort how many times longer than a configuration it takes, so that it is given fewer files
 */
record Reader(String name, Path file, Reading reading, int effort) {

    Reader(String name, Path file, Reading reading) {
        this(name, file, reading, 1);
    }

    /** Reads the file. */
    @FunctionalInterface
    interface Reading {
        String read() throws IOException;
    }
}
