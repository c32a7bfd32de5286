package org.osnas.reliability.disk;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.CopyOption;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystems;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.util.Optional;
import java.util.Set;
import org.apache.lucene.tests.mockfile.FilterFileSystemProvider;

/**
 * The disk of this machine, whose operations are counted and fail from one of them on: once, or, as when the power is
 * cut, for ever. What was forced to the disk is remembered, so that what a cut would leave can be had.
 */
public final class Disk extends FilterFileSystemProvider {

    private final Optional<Fault> fault;
    private final long at;
    private final Forced forced = new Forced();
    private long count;
    private String failed = "";

    private Disk(Optional<Fault> fault, long at) {
        super("faulty", FileSystems.getDefault());
        this.fault = fault;
        this.at = at;
    }

    /** Nothing fails. */
    public static Disk sound() {
        return new Disk(Optional.of(Fault.DEVICE), Long.MAX_VALUE);
    }

    /**
     * One operation fails.
     *
     * @param at its number, from 0
     */
    public static Disk failing(Fault fault, long at) {
        return new Disk(Optional.of(fault), at);
    }

    /** From an operation on nothing more is done, as when the power is cut. */
    public static Disk cut(long at) {
        return new Disk(Optional.empty(), at);
    }

    /** A folder of this machine, as this disk has it. */
    public Path path(Path real) {
        return wrapPath(real.toAbsolutePath());
    }

    /** Operations so far. */
    public long count() {
        return count;
    }

    /** The operation that failed, in words; empty if none did. */
    public String failed() {
        return failed;
    }

    /** Makes a folder elsewhere that holds what of one is on the disk for certain: what was forced to it. */
    public void afterCut(Path real, Path target) throws IOException {
        forced.restore(real, target);
    }

    private boolean isOff() {
        return fault.isEmpty() && count > at;
    }

    /** Counts an operation, and fails if it is its turn. */
    void operation(String what, Path file) throws IOException {
        long number = count++;
        if (number == at || fault.isEmpty() && number > at) {
            if (failed.isEmpty()) {
                failed = what + " " + file.getFileName();
            }
            throw fault.orElse(Fault.DEVICE).of(file);
        }
    }

    void fileForced(Path file) throws IOException {
        forced.file(toDelegate(file));
    }

    @Override
    public FileChannel newFileChannel(Path path, Set<? extends OpenOption> options, FileAttribute<?>... attributes)
            throws IOException {
        operation("open", path);
        return new DiskChannel(super.newFileChannel(path, options, attributes), this, path);
    }

    @Override
    public SeekableByteChannel newByteChannel(
            Path path, Set<? extends OpenOption> options, FileAttribute<?>... attributes) throws IOException {
        return newFileChannel(path, options, attributes);
    }

    @Override
    public void createDirectory(Path path, FileAttribute<?>... attributes) throws IOException {
        operation("make", path);
        super.createDirectory(path, attributes);
    }

    @Override
    public void delete(Path path) throws IOException {
        operation("delete", path);
        super.delete(path);
    }

    @Override
    public boolean deleteIfExists(Path path) throws IOException {
        if (isOff()) {
            throw Fault.DEVICE.of(path);
        }
        return super.deleteIfExists(path);
    }

    @Override
    public void move(Path from, Path to, CopyOption... options) throws IOException {
        operation("rename", from);
        super.move(from, to, options);
    }

    @Override
    public DirectoryStream<Path> newDirectoryStream(Path path, DirectoryStream.Filter<? super Path> filter)
            throws IOException {
        operation("list", path);
        return super.newDirectoryStream(path, filter);
    }
}
