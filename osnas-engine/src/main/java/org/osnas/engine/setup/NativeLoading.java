package org.osnas.engine.setup;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.function.Supplier;
import org.bytedeco.javacpp.Loader;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Native libraries are loaded by one process at a time. At every start JavaCPP (1.5.7) writes and links libgomp in its
 * cache anew; two processes that do so at once may write through each other's link into a library that a third one has
 * mapped, which dies of SIGBUS.
 */
final class NativeLoading {

    private static final Logger LOG = LoggerFactory.getLogger(NativeLoading.class);

    private NativeLoading() {}

    /** Does something that loads libraries while no other process does; where that cannot be had, does it all the same. */
    static <T> T alone(Supplier<T> work) {
        Path lock;
        try {
            lock = Loader.getCacheDir().toPath().resolve(".osnas.lock");
        } catch (IOException e) {
            LOG.debug("No cache of native libraries", e);
            return work.get();
        }
        return alone(lock, work);
    }

    /**
     * As {@link #alone(Supplier)}.
     *
     * @param lock file that the processes lock
     */
    static synchronized <T> T alone(Path lock, Supplier<T> work) {
        try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            channel.lock();
            return work.get();
        } catch (IOException e) {
            // Only the lock throws this: the work is a supplier.
            LOG.debug("{} cannot be locked", lock, e);
            return work.get();
        }
    }
}
