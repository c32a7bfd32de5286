package org.osnas.core.internal.file;

import java.io.File;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Objects;

/** Makes sure that files and folders are on the disk, and not only on their way there. */
final class Durable {

    /** Windows opens no folders, and needs no forcing of them. */
    private static final boolean FOLDERS_ARE_FORCED = File.separatorChar == '/';

    private Durable() {}

    /** The folder that a file is in, which is no root. */
    static Path folderOf(Path file) {
        return Objects.requireNonNull(file.toAbsolutePath().getParent(), file + " is in no folder");
    }

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
        Path above = absolute.getParent();
        if (above != null) {
            makeFolder(above);
        }
        try {
            Files.createDirectory(absolute);
        } catch (FileAlreadyExistsException e) {
            // By somebody else in the same moment; or a file is in the way.
            if (!Files.isDirectory(absolute)) {
                throw e;
            }
        }
        if (above != null) {
            forceFolder(above);
        }
    }
}
