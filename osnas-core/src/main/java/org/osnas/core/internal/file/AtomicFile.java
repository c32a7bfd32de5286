package org.osnas.core.internal.file;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Replaces files in one move, so that a reader sees the old content or the new one, never a part, whatever happens in
 * between. The folder of a file is made if there is none. Failures name the file.
 */
public final class AtomicFile {

    /** Names that nobody can guess, so that nobody can put a link there. */
    private static final SecureRandom NAMES = new SecureRandom();

    private static final Pattern TEMPORARY = Pattern.compile("\\..+\\.[0-9a-f]{16}\\.tmp");

    private AtomicFile() {}

    /** Writes the content of a file to a stream. */
    @FunctionalInterface
    public interface Content {
        void writeTo(OutputStream out) throws IOException;
    }

    /** Writes the file that it is given, which exists and is empty. */
    @FunctionalInterface
    public interface Writer {
        void write(Path temporary) throws IOException;
    }

    /** Writes to a temporary file beside the target, forces it to the disk, and moves it into place. */
    public static void write(Path file, Content content) throws IOException {
        replace(file, streamed(content));
    }

    /** As {@link #write}, for content that can only be written to a file by its path. */
    public static void replace(Path file, Writer writer) throws IOException {
        replace(file, Optional.empty(), writer);
    }

    /** As {@link #write}; what the file was before is kept under another name, in place of what was there. */
    public static void writeKeeping(Path file, Path before, Content content) throws IOException {
        replace(file, Optional.of(before), streamed(content));
    }

    public static void writeText(Path file, String text) throws IOException {
        write(file, out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static Writer streamed(Content content) {
        return temporary -> {
            try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(temporary))) {
                content.writeTo(out);
            }
        };
    }

    private static void replace(Path file, Optional<Path> before, Writer writer) throws IOException {
        try {
            Path target = file.toAbsolutePath();
            if (target.getFileName() == null) {
                throw new IOException("it is not the name of a file");
            }
            requireReplaceable(target);
            Path folder = Durable.folderOf(target);
            Durable.makeFolder(folder);
            Path temporary = target.resolveSibling(
                    "." + target.getFileName() + "." + HexFormat.of().toHexDigits(NAMES.nextLong()) + ".tmp");
            try {
                Files.createFile(temporary);
                writer.write(temporary);
                Durable.force(temporary);
                if (before.isPresent() && Files.exists(target)) {
                    move(target, before.get());
                }
                move(temporary, target);
                Durable.forceFolder(folder);
            } finally {
                Files.deleteIfExists(temporary);
            }
        } catch (IOException e) {
            throw FileFailure.of(file, e);
        }
    }

    // A device or a pipe would be replaced by a file.
    private static void requireReplaceable(Path target) throws IOException {
        if (Files.isDirectory(target, LinkOption.NOFOLLOW_LINKS)) {
            throw new IOException("a folder is in its place");
        }
        if (Files.exists(target, LinkOption.NOFOLLOW_LINKS)
                && !Files.isSymbolicLink(target)
                && !Files.isRegularFile(target, LinkOption.NOFOLLOW_LINKS)) {
            throw new IOException("it is a device, not a file");
        }
    }

    private static void move(Path from, Path to) throws IOException {
        Files.move(from, to, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }

    /**
     * Deletes the temporary files of processes that were killed, in a folder and those in it. Nobody else may write
     * there.
     */
    static void removeLeftovers(Path folder) throws IOException {
        List<Path> leftovers;
        try (Stream<Path> files = Files.walk(folder, 2)) {
            leftovers = files.filter(file ->
                            TEMPORARY.matcher(file.getFileName().toString()).matches())
                    .toList();
        }
        for (Path file : leftovers) {
            Files.deleteIfExists(file);
        }
    }
}
