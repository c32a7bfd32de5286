package org.osnas.reliability.disk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import org.apache.lucene.tests.mockfile.FilterFileChannel;

/** A file of a {@link Disk}. A write that fails has written half of its bytes before. */
final class DiskChannel extends FilterFileChannel {

    private final Disk disk;
    private final Path file;

    DiskChannel(FileChannel delegate, Disk disk, Path file) {
        super(delegate);
        this.disk = disk;
        this.file = file;
    }

    @Override
    public int write(ByteBuffer bytes) throws IOException {
        try {
            disk.operation("write", file);
        } catch (IOException e) {
            ByteBuffer half = bytes.duplicate();
            half.limit(half.position() + half.remaining() / 2);
            delegate.write(half);
            throw e;
        }
        return delegate.write(bytes);
    }

    @Override
    public int read(ByteBuffer bytes) throws IOException {
        disk.operation("read", file);
        return delegate.read(bytes);
    }

    @Override
    public FileChannel truncate(long size) throws IOException {
        disk.operation("truncate", file);
        delegate.truncate(size);
        return this;
    }

    @Override
    public void force(boolean metadata) throws IOException {
        disk.operation("force", file);
        delegate.force(metadata);
        disk.fileForced(file);
    }

    @Override
    public FileLock tryLock(long position, long size, boolean shared) throws IOException {
        disk.operation("lock", file);
        return delegate.tryLock(position, size, shared);
    }
}
