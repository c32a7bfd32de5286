package org.osnas.engine.internal.onednn;

import org.bytedeco.javacpp.BytePointer;
import org.jspecify.annotations.Nullable;

/** Native memory that one call after the other uses; it only grows. */
final class Workspace {

    private static final int ALIGNMENT = 64;

    private @Nullable BytePointer memory;

    /** The address of at least {@code bytes} bytes, aligned to a cache line; valid until the next call. */
    long address(long bytes) {
        if (memory == null || memory.capacity() < bytes + ALIGNMENT) {
            if (memory != null) {
                memory.close();
            }
            memory = new BytePointer(bytes + ALIGNMENT);
        }
        return (memory.address() + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    }
}
