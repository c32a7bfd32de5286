package org.osnas.core.internal.file;

import java.io.File;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Makes sure that files and folders are on the disk, and not only on their way there. */
final class Durable {

    /** Windows opens no folders, and needs no forcing of them. */
    private static final boolean FOLDERS_ARE_FORCED = File.separatorChar == '/';

    private Durable() {}

    static void force(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
    }

    /** Forces the names of the files in a folder: what was made, moved or deleted there. */
    static void forceFolder(Path folder) throws IOException {
        if (FOLDERS_ARE_FORCED) {
            try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }

    /** Makes a folder and those above it that are missing. */
    static void makeFolder(Path folder) throws IOException {
        Path absolute = folder.toAbsolutePath();
        if (Files.isDirectory(absolute)) {
            return;
        }
        if (absolute.getParent() != null) {
            makeFolder(absolute.getParent());
        }
        try {
            Files.createDirectory(absolute);
        } catch (FileAlreadyExistsException e) {
            // By somebody else in the same moment; or a file is in the way.
            if (!Files.isDirectory(absolute)) {
                throw e;
            }
        }
        forceFolder(absolute.getParent());
    }
}
